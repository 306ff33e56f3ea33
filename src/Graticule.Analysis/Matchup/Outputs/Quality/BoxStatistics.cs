using Graticule.Analysis.Matchup.Results;

namespace Graticule.Analysis.Matchup.Outputs.Quality;

/// <summary>Statistics of the n x n cells around a matched cell.</summary>
internal static class BoxStatistics
{
    /// <summary>Of cells that were read along a <see cref="BoxWindow"/>, in any order.</summary>
    /// <param name="variable">Index in the variables of the side.</param>
    /// <param name="cells">Those that exist; NaN where one has no value.</param>
    /// <param name="total">n x n, cells beyond the edges included.</param>
    internal static BoxValue Of(int variable, ReadOnlySpan<float> cells, int total)
    {
        var (count, sum) = (0, 0.0);
        foreach (var cell in cells)
        {
            if (!float.IsNaN(cell))
            {
                count++;
                sum += cell;
            }
        }

        // A second pass for the deviations: squares of what is far from zero, temperatures in kelvin, would lose digits.
        var mean = sum / count;
        var squares = 0.0;
        foreach (var cell in cells)
        {
            squares += float.IsNaN(cell) ? 0 : (cell - mean) * (cell - mean);
        }

        return new(variable, count, total, count == 0 ? double.NaN : mean, count < 2 ? double.NaN : Math.Sqrt(squares / (count - 1)));
    }

    /// <summary>Of a field that is in memory.</summary>
    /// <param name="variable">Index in the variables of the side.</param>
    /// <param name="field">Row by row; NaN where a cell has no value.</param>
    /// <param name="columns">Cells of a row.</param>
    /// <param name="row">Of the cell in the middle.</param>
    /// <param name="column">Of the cell in the middle.</param>
    /// <param name="size">n, odd.</param>
    /// <param name="wraps">Whether the first column follows on the last one.</param>
    internal static BoxValue Of(int variable, ReadOnlySpan<float> field, int columns, int row, int column, int size, bool wraps)
    {
        var window = BoxWindow.Around(row, column, size, field.Length / columns, columns, wraps);
        var cells = new float[window.Rows * window.Columns.Sum(run => run.Count)];
        var at = 0;
        for (var i = window.Row; i < window.Row + window.Rows; i++)
        {
            foreach (var (first, count) in window.Columns)
            {
                field.Slice((i * columns) + first, count).CopyTo(cells.AsSpan(at));
                at += count;
            }
        }

        return Of(variable, cells, window.Total);
    }
}
