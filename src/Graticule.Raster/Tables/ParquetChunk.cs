namespace Graticule.Raster.Tables;

/// <summary>Where the values of a column of a group of rows lie in a file.</summary>
/// <param name="Column">Of the table.</param>
/// <param name="Rows">Of the group.</param>
/// <param name="Nulls">Rows without a value.</param>
/// <param name="Range">Smallest and largest value, as stored.</param>
/// <param name="Offset">Of its page's header in the file.</param>
/// <param name="Size">Of the page and its header before compression.</param>
/// <param name="Stored">Of the page and its header in the file.</param>
internal sealed record ParquetChunk(TableColumn Column, int Rows, int Nulls, (byte[] Least, byte[] Most)? Range, long Offset, long Size, long Stored);
