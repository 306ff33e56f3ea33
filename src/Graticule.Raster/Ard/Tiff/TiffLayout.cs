namespace Graticule.Raster.Ard.Tiff;

/// <summary>Where the samples of an image of one band lie in its file, and how they are packed.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BlockWidth">Of a tile, or the width of the image.</param>
/// <param name="BlockHeight">Of a tile or strip; the last strip may be lower.</param>
/// <param name="IsTiled">Whether the last blocks are as large as the others.</param>
/// <param name="Packing">Of blocks.</param>
/// <param name="IsDifferenced">Whether rows hold differences.</param>
/// <param name="IsSigned">Of samples, which have two bytes.</param>
/// <param name="NoData">What stands in blocks that were never written.</param>
/// <param name="Offsets">Of blocks.</param>
/// <param name="Lengths">Of blocks.</param>
internal sealed record TiffLayout(
    int Width, int Height, int BlockWidth, int BlockHeight, bool IsTiled, TiffPacking Packing, bool IsDifferenced, bool IsSigned, ushort NoData, TiffField Offsets, TiffField Lengths)
{
    internal int BlocksAcross => (Width + BlockWidth - 1) / BlockWidth;

    internal int BlocksDown => (Height + BlockHeight - 1) / BlockHeight;

    internal int RowBytes => BlockWidth * sizeof(ushort);

    /// <summary>Rows that a block has.</summary>
    internal int RowsOf(int blockRow) => IsTiled ? BlockHeight : Math.Min(BlockHeight, Height - (blockRow * BlockHeight));
}

/// <summary>How blocks are packed; the numbers are those of the format.</summary>
internal enum TiffPacking
{
    None = 1,
    Lzw = 5,
    Deflate = 8,
    OldDeflate = 32946,
}

/// <summary>An entry of a directory: so many values, at a place in the file.</summary>
/// <param name="Size">Bytes of a value: 1, 2, 4 or 8; 0: there is no such entry.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Place">Of the first, in the file.</param>
internal readonly record struct TiffField(int Size, long Count, long Place);
