namespace Graticule.Analysis.Matchup.Outputs.Quality;

/// <summary>
/// The part of a grid that n x n cells around one of them cover. Cells beyond the first and last row do not exist; columns go on at the other side
/// where the grid goes around the globe.
/// </summary>
/// <param name="Row">First row.</param>
/// <param name="Rows">Rows that exist.</param>
/// <param name="Columns">Runs of columns, west to east as the box has them: one, or two where it reaches over the seam.</param>
/// <param name="Total">n x n.</param>
internal sealed record BoxWindow(int Row, int Rows, IReadOnlyList<(int First, int Count)> Columns, int Total)
{
    /// <param name="row">Of the cell in the middle.</param>
    /// <param name="column">Of the cell in the middle.</param>
    /// <param name="size">n, odd.</param>
    /// <param name="rows">Of the grid.</param>
    /// <param name="columns">Of the grid.</param>
    /// <param name="wraps">Whether the first column follows on the last one.</param>
    internal static BoxWindow Around(int row, int column, int size, int rows, int columns, bool wraps)
    {
        var half = size / 2;
        var (top, bottom) = (Math.Max(0, row - half), Math.Min(rows - 1, row + half));
        return new(top, bottom - top + 1, wraps ? Wrapped(column - half, size, columns) : Cut(column - half, size, columns), size * size);
    }

    /// <summary>Whether a grid of such longitudes (of its columns, evenly spaced, in degrees) goes around the globe.</summary>
    internal static bool Wraps(ReadOnlySpan<double> longitudes)
    {
        if (longitudes.Length < 2)
        {
            return false;
        }

        var span = Math.Abs(longitudes[^1] - longitudes[0]);
        var step = span / (longitudes.Length - 1);
        return Math.Abs(span + step - 360) < step / 2;
    }

    private static (int First, int Count)[] Cut(int first, int size, int columns)
    {
        var (left, right) = (Math.Max(0, first), Math.Min(columns - 1, first + size - 1));
        return [(left, right - left + 1)];
    }

    private static (int First, int Count)[] Wrapped(int first, int size, int columns)
    {
        if (size >= columns)
        {
            return [(0, columns)];
        }

        var start = ((first % columns) + columns) % columns;
        var upToSeam = Math.Min(size, columns - start);
        return upToSeam == size ? [(start, size)] : [(start, upToSeam), (0, size - upToSeam)];
    }
}
