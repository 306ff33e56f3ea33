using Graticule.Raster.Gdal;

namespace Graticule.Raster.Observations.Points;

/// <summary>The rows of a file of sampling geometries: all elements along some dimensions, the last the fastest.</summary>
internal sealed class SamplingSpace(SamplingDimensions dimensions, IReadOnlyList<ArrayDimension> along)
{
    private readonly Dictionary<string, int[]?> _positions = new(StringComparer.Ordinal);

    /// <summary>Number of rows.</summary>
    internal long Count { get; } = along.Aggregate(1L, (count, dimension) => dimension.Size > 0 && count > int.MaxValue / dimension.Size ? int.MaxValue : count * dimension.Size);

    /// <summary>Whether each row has an element of the array.</summary>
    internal bool Reaches(ArrayInfo array) => array.Dimensions.All(dimension => Find(dimension.Name) is not null);

    /// <summary>Values of an array by row; NaN (or null) where a row has none.</summary>
    internal Func<int, T> Spread<T>(ArrayInfo array, T[] values)
    {
        var positions = Positions(array);
        var none = typeof(T) == typeof(double) ? (T)(object)double.NaN : default;
        return positions is null ? row => values[row] : row => positions[row] is >= 0 and var position && position < values.Length ? values[position] : none!;
    }

    /// <summary>Of each row the place in an array; null where rows are its elements, one by one.</summary>
    private int[]? Positions(ArrayInfo array)
    {
        var key = string.Join(' ', array.Dimensions.Select(dimension => dimension.Name));
        if (array.Dimensions.Select(dimension => dimension.Name).SequenceEqual(along.Select(dimension => dimension.Name), StringComparer.Ordinal))
        {
            return null;
        }

        if (!_positions.TryGetValue(key, out var positions))
        {
            positions = Compute(array);
            _positions.Add(key, positions);
        }

        return positions;
    }

    private int[] Compute(ArrayInfo array)
    {
        var ways = array.Dimensions.Select(dimension => (dimension.Size, Way: Find(dimension.Name)!.Value)).ToArray();
        var strides = new long[along.Count];
        for (var (i, stride) = (along.Count - 1, 1L); i >= 0; i--)
        {
            strides[i] = stride;
            stride *= along[i].Size;
        }

        var positions = new int[Count];
        for (var row = 0; row < positions.Length; row++)
        {
            var position = 0L;
            foreach (var (size, (start, steps)) in ways)
            {
                var element = (int)(row / strides[start] % along[start].Size);
                foreach (var step in steps)
                {
                    element = element < 0 ? -1 : step[element];
                }

                position = position < 0 || element < 0 ? -1 : (position * size) + element;
            }

            positions[row] = (int)position;
        }

        return positions;
    }

    /// <summary>The dimension of the rows from which one gets to another, and the way; null: there is none.</summary>
    private (int Start, IReadOnlyList<int[]> Steps)? Find(string name)
    {
        for (var i = 0; i < along.Count; i++)
        {
            if (dimensions.Way(along[i].Name, name) is { } way)
            {
                return (i, way);
            }
        }

        return null;
    }
}
