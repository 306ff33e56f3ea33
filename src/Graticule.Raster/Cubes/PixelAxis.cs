namespace Graticule.Raster.Cubes;

/// <summary>The centres of pixels along x or y, and which of them lie in a range. Labels must be numbers that rise or fall throughout.</summary>
internal sealed class PixelAxis
{
    /// <summary>Rising.</summary>
    private readonly double[] _centres;

    private readonly bool _falls;
    private readonly double _usualStep;

    /// <exception cref="ArgumentException">The labels are not numbers, or not in order.</exception>
    internal PixelAxis(Dimension dimension)
    {
        _centres = [.. dimension.Labels.Select(label => label.Number)];
        _falls = _centres.Length > 1 ? _centres[^1] < _centres[0] : dimension.Labels.Step < 0;
        _usualStep = dimension.Labels.Step == 0 ? 1 : Math.Abs(dimension.Labels.Step);
        if (_falls)
        {
            Array.Reverse(_centres);
        }

        for (var i = 0; i < _centres.Length; i++)
        {
            if (double.IsNaN(_centres[i]) || (i > 0 && _centres[i] <= _centres[i - 1]))
            {
                throw new ArgumentException($"The labels of the dimension '{dimension.Name}' must be numbers that rise or fall throughout.", nameof(dimension));
            }
        }
    }

    internal int Count => _centres.Length;

    /// <summary>Coordinate of the n-th centre counted in rising order.</summary>
    internal double this[int rank] => _centres[rank];

    /// <summary>Pixel of a rank, and back.</summary>
    internal int PixelOf(int rank) => _falls ? Count - 1 - rank : rank;

    /// <summary>Rank of the first centre at or after a coordinate; the count if there is none.</summary>
    internal int FirstFrom(double coordinate)
    {
        var found = Array.BinarySearch(_centres, coordinate);
        return found >= 0 ? found : ~found;
    }

    /// <summary>Rank of the last centre at or before a coordinate; -1 if there is none.</summary>
    internal int LastTo(double coordinate)
    {
        var found = Array.BinarySearch(_centres, coordinate);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>A coordinate in ranks: the n-th cell reaches from n to n + 1, and its centre lies at n + 0.5.</summary>
    internal double Position(double coordinate)
    {
        if (Count == 0)
        {
            return -1;
        }

        var rank = Math.Clamp(LastTo(coordinate), 0, Math.Max(0, Count - 2));
        return rank + 0.5 + ((coordinate - _centres[rank]) / (Count > 1 ? _centres[rank + 1] - _centres[rank] : _usualStep));
    }
}
