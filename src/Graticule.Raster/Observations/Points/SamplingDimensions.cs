using Graticule.Raster.Gdal;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// How dimensions of a file of sampling geometries lead to others: of each element of one, to which of the other it belongs. Counts (attribute
/// <c>sample_dimension</c>) and indexes (<c>instance_dimension</c>) tell it.
/// </summary>
internal sealed class SamplingDimensions
{
    private readonly Dictionary<string, (string Parent, int[] Index)> _parents = new(StringComparer.Ordinal);
    private readonly HashSet<ArrayInfo> _arrays = [];

    /// <exception cref="ObservationFileException">Counts or indexes do not fit their dimensions.</exception>
    internal SamplingDimensions(ArrayReader file)
    {
        var sizes = file.Arrays.SelectMany(array => array.Dimensions).DistinctBy(dimension => dimension.Name, StringComparer.Ordinal)
            .ToDictionary(dimension => dimension.Name, dimension => dimension.Size, StringComparer.Ordinal);
        foreach (var array in file.Arrays.Where(array => array is { Content: ArrayContent.Numbers, Dimensions.Count: 1 }))
        {
            var own = array.Dimensions[0].Name;
            if (array.TextOf("sample_dimension") is { } samples && sizes.TryGetValue(samples, out var size))
            {
                _arrays.Add(array);
                _parents[samples] = (own, Counted(file, array, size));
            }
            else if (array.TextOf("instance_dimension") is { } instances && sizes.TryGetValue(instances, out var most))
            {
                _arrays.Add(array);
                _parents[own] = (instances, Indexed(file, array, most));
            }
        }
    }

    /// <summary>Whether an array is one of counts or indexes.</summary>
    internal bool Holds(ArrayInfo array) => _arrays.Contains(array);

    /// <summary>The ways from one dimension to another, each an index to pass by; null: there is none.</summary>
    internal IReadOnlyList<int[]>? Way(string from, string to)
    {
        List<int[]> way = [];
        while (from != to)
        {
            if (!_parents.TryGetValue(from, out var parent) || way.Count > _parents.Count)
            {
                return null;
            }

            way.Add(parent.Index);
            from = parent.Parent;
        }

        return way;
    }

    private static int[] Counted(ArrayReader file, ArrayInfo array, long size)
    {
        var index = new int[Checked(file, array, size)];
        Array.Fill(index, -1);
        var next = 0L;
        var counts = file.ReadNumbers(array);
        for (var i = 0; i < counts.Length; i++)
        {
            // What was never written is no count.
            var count = counts[i] is > 0 and <= int.MaxValue ? (long)counts[i] : 0;
            if (next + count > size)
            {
                throw new ObservationFileException(file.Path, FormattableString.Invariant($"counts more observations in '{array.Name}' than the {size} it has"));
            }

            index.AsSpan((int)next, (int)count).Fill(i);
            next += count;
        }

        return index;
    }

    private static int[] Indexed(ArrayReader file, ArrayInfo array, long most) =>
        Array.ConvertAll(file.ReadNumbers(array), number => number >= 0 && number < Checked(file, array, most) ? (int)number : -1);

    private static int Checked(ArrayReader file, ArrayInfo array, long size) => size <= int.MaxValue / 8 ? (int)size
        : throw new ObservationFileException(file.Path, FormattableString.Invariant($"claims {size} elements for '{array.Name}'"));
}
