using System.Runtime.Intrinsics;

namespace Graticule.Analysis.Matchup.Matching;

/// <summary>
/// Running sums along one row of a grid: how many valid cells a run of columns has, and their sum, are differences of two of them. Sums of float32 in
/// double: what a mean loses by the difference is some 1e-16 of the sum of the row.
/// </summary>
internal sealed class RowSums(GridPlaces grid, GridIndex index, ReadOnlyMemory<float> values)
{
    /// <summary>At k: sum and count of the valid cells of the columns below k.</summary>
    private readonly Vector128<double>[] _sums = new Vector128<double>[index.ColumnCount + 1];

    public void Fill(int row)
    {
        var start = index.RowStart(row);
        var cells = values.Span.Slice(start, index.ColumnCount);
        var valid = grid.Valid is null ? [] : grid.Valid.AsSpan(start, index.ColumnCount);
        var (sum, count) = (0.0, 0.0);
        var sums = _sums;
        var step = index.ColumnPlace(0) == 0 ? 1 : -1;
        var place = index.ColumnPlace(0);
        for (var column = 0; column < cells.Length; column++, place += step)
        {
            var value = cells[place];
            if (float.IsFinite(value) && (valid.IsEmpty || valid[place]))
            {
                sum += value;
                count++;
            }

            sums[column + 1] = Vector128.Create(sum, count);
        }
    }

    /// <summary>Sum and count of a run of columns round the circle.</summary>
    /// <param name="first">From -n.</param>
    /// <param name="end">Below 2n, at most n more than the first.</param>
    public Vector128<double> Of(int first, int end)
    {
        var n = _sums.Length - 1;
        if (first >= 0 && end <= n)
        {
            return _sums[end] - _sums[first];
        }

        var total = Vector128<double>.Zero;
        foreach (var (from, to) in new RunParts(first, end, n))
        {
            total += _sums[to] - _sums[from];
        }

        return total;
    }
}
