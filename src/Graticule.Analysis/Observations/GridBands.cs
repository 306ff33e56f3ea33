namespace Graticule.Analysis.Observations;

/// <summary>Cuts the rows of a window into bands that are read at once: whole blocks of the file where they are not too large, since each is decoded whole.</summary>
internal static class GridBands
{
    /// <summary>Cells of a band that are worth a call.</summary>
    private const int FewCells = 1 << 20;

    /// <summary>Most cells of a band, unless a row has more.</summary>
    private const int ManyCells = 1 << 25;

    /// <summary>First row and number of rows of each band.</summary>
    /// <param name="firstRow">Of the window.</param>
    /// <param name="rows">Of the window.</param>
    /// <param name="columns">Of the window.</param>
    /// <param name="blockRows">Rows that the file decodes together.</param>
    public static IEnumerable<(int First, int Count)> Of(int firstRow, int rows, int columns, int blockRows)
    {
        var block = Math.Max(1, blockRows);
        var fitting = Math.Max(1, ManyCells / Math.Max(1, columns));
        var height = block >= fitting ? fitting : Math.Max(block, FewCells / Math.Max(1, columns) / block * block);
        for (int row = firstRow, end = firstRow + rows; row < end;)
        {
            var next = Math.Min(end, height >= block ? (row / height * height) + height : row + height);
            yield return (row, next - row);
            row = next;
        }
    }
}
