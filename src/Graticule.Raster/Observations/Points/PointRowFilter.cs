namespace Graticule.Raster.Observations.Points;

/// <summary>Finds the rows of one table that a query wants.</summary>
internal readonly unsafe ref struct PointRowFilter
{
    private readonly PointQuery _query;
    private readonly ReadOnlySpan<double> _latitudes;
    private readonly ReadOnlySpan<double> _longitudes;
    private readonly ReadOnlySpan<double> _depths;
    private readonly ReadOnlySpan<double> _blocks;
    private readonly ReadOnlySpan<int> _platforms;
    private readonly bool[]? _isWanted;
    private readonly double*[]? _variables;
    private readonly bool _isBoxed;
    private readonly bool _takesUnknownDepth;

    internal PointRowFilter(PointQuery query, PointTable table)
    {
        _query = query;
        _isBoxed = query.Box != LonLatBox.World;
        _latitudes = table.Latitudes;
        _longitudes = table.Longitudes;
        _blocks = table.Blocks;
        if (query.DepthMin is not null || query.DepthMax is not null)
        {
            _depths = table.Depths;
            _takesUnknownDepth = query.DepthMin is null or <= 0 && query.DepthMax is null or >= 0;
        }

        if (query.Platforms.Count > 0)
        {
            HashSet<string> wanted = new(query.Platforms, StringComparer.Ordinal);
            _platforms = table.PlatformIndexes;
            _isWanted = [.. table.Platforms.Select(platform => wanted.Contains(platform.Code) || (platform.Id is { } id && wanted.Contains(id)))];
        }

        _variables = query.Variables.Count == 0 ? null : ValuesOf(query, table);
        Span = _isWanted?.Contains(true) == false || _variables?.Length == 0 ? (0, 0) : table.Between(query.Start, query.End);
    }

    /// <summary>Rows that lie within the span of time.</summary>
    internal (int First, int End) Span { get; }

    /// <summary>The first row from one on that is wanted; the end where there is none.</summary>
    internal int Next(int row, int end)
    {
        while (row < end)
        {
            var block = row / PointTableLayout.BlockRows;
            var last = (int)Math.Min(end, (block + 1L) * PointTableLayout.BlockRows);
            if (_isBoxed && !TouchesBlock(block))
            {
                row = last;
                continue;
            }

            for (; row < last; row++)
            {
                if (IsWanted(row))
                {
                    return row;
                }
            }
        }

        return end;
    }

    private bool TouchesBlock(int block)
    {
        var edges = _blocks.Slice(4 * block, 4);
        return _query.Box.Touches(new(edges[0], edges[1], edges[2], edges[3]));
    }

    private bool IsWanted(int row) =>
        (!_isBoxed || _query.Box.Contains(_longitudes[row], _latitudes[row]))
        && (_depths.IsEmpty || IsDeep(_depths[row]))
        && (_isWanted is null || _isWanted[_platforms[row]])
        && (_variables is null || HasValue(row));

    private bool IsDeep(double depth) =>
        double.IsNaN(depth) || depth == PointTable.UnknownDepth
            ? _takesUnknownDepth
            : depth >= (_query.DepthMin ?? double.NegativeInfinity) && depth <= (_query.DepthMax ?? double.PositiveInfinity);

    private bool HasValue(int row)
    {
        foreach (var values in _variables!)
        {
            if (!double.IsNaN(values[row]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The values lie in the file's memory, which nothing moves while the table is open.</summary>
    private static double*[] ValuesOf(PointQuery query, PointTable table)
    {
        int[] found = [.. query.Variables.Select(table.IndexOf).Where(index => index >= 0)];
        var all = new double*[found.Length];
        for (var i = 0; i < all.Length; i++)
        {
            fixed (double* values = table.Values(found[i]))
            {
                all[i] = values;
            }
        }

        return all;
    }
}
