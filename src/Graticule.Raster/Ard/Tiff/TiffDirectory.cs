using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Graticule.Raster.Ard.Tiff;

/// <summary>Reads the first directory of a file, classic or big.</summary>
internal static class TiffDirectory
{
    private const int MostEntries = 200;
    private const int MostPixels = 1 << 20;

    /// <summary>The largest block that is unpacked, in bytes.</summary>
    private const long MostBlockBytes = 64 << 20;

    private enum Tag
    {
        Width = 256,
        Height = 257,
        BitsPerSample = 258,
        Compression = 259,
        StripOffsets = 273,
        SamplesPerPixel = 277,
        RowsPerStrip = 278,
        StripByteCounts = 279,
        Predictor = 317,
        TileWidth = 322,
        TileLength = 323,
        TileOffsets = 324,
        TileByteCounts = 325,
        SampleFormat = 339,
        NoData = 42113,
    }

    /// <exception cref="InvalidDataException">It is nothing that is read here.</exception>
    internal static TiffLayout Read(TiffFile file)
    {
        var entries = Entries(file);
        long Value(Tag tag, long otherwise) => entries.TryGetValue((int)tag, out var field) && field.Count > 0 && field.Size > 0 ? file.ValueOf(field, 0) : otherwise;
        var (width, height) = (Bounded(Value(Tag.Width, 0), MostPixels), Bounded(Value(Tag.Height, 0), MostPixels));
        var isTiled = entries.ContainsKey((int)Tag.TileOffsets);
        var blockWidth = isTiled ? Bounded(Value(Tag.TileWidth, 0), MostPixels) : width;
        var blockHeight = isTiled ? Bounded(Value(Tag.TileLength, 0), MostPixels) : (int)Math.Clamp(Value(Tag.RowsPerStrip, height), 1, height);
        var packing = (TiffPacking)Value(Tag.Compression, 1);
        var predictor = Value(Tag.Predictor, 1);
        var format = Value(Tag.SampleFormat, 1);
        Require(Value(Tag.BitsPerSample, 1) == 16 && Value(Tag.SamplesPerPixel, 1) == 1 && format is 1 or 2, "it is not one band of 16-bit integers.");
        Require(Enum.IsDefined(packing) && predictor is 1 or 2, "its packing is not read here.");
        Require((long)blockWidth * blockHeight * sizeof(ushort) <= MostBlockBytes, "its blocks are too large.");
        var offsets = entries.GetValueOrDefault((int)(isTiled ? Tag.TileOffsets : Tag.StripOffsets));
        var lengths = entries.GetValueOrDefault((int)(isTiled ? Tag.TileByteCounts : Tag.StripByteCounts));
        TiffLayout layout = new(width, height, blockWidth, blockHeight, isTiled, packing, predictor == 2, format == 2, NoDataOf(file, entries), offsets, lengths);
        var blocks = (long)layout.BlocksAcross * layout.BlocksDown;
        Require(offsets.Count >= blocks && lengths.Count >= blocks && offsets.Size > 0 && lengths.Size > 0, "places of blocks are missing in it.");
        return layout;
    }

    private static Dictionary<int, TiffField> Entries(TiffFile file)
    {
        Span<byte> header = stackalloc byte[16];
        file.ReadAt(0, header[..8]);
        var version = BinaryPrimitives.ReadUInt16LittleEndian(header[2..]);
        Require(header[0] == 'I' && header[1] == 'I' && version is 42 or 43, "it is no little-endian TIFF.");
        var isBig = version == 43;
        if (isBig)
        {
            file.ReadAt(0, header);
        }

        var place = isBig ? BinaryPrimitives.ReadInt64LittleEndian(header[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        var (countSize, entrySize) = isBig ? (8, 20) : (2, 12);
        file.ReadAt(place, header[..countSize]);
        var count = isBig ? BinaryPrimitives.ReadInt64LittleEndian(header) : BinaryPrimitives.ReadUInt16LittleEndian(header);
        Require(count is > 0 and <= MostEntries, "its directory is too long.");
        var bytes = new byte[count * entrySize];
        file.ReadAt(place + countSize, bytes);
        Dictionary<int, TiffField> entries = [];
        for (var i = 0; i < count; i++)
        {
            var entry = bytes.AsSpan(i * entrySize, entrySize);
            var size = SizeOf(BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]));
            var values = isBig ? BinaryPrimitives.ReadInt64LittleEndian(entry[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            Require(values >= 0 && values <= file.Length, "an entry of its directory is too long.");
            var inline = isBig ? 8 : 4;
            var own = place + countSize + (i * (long)entrySize) + entrySize - inline;
            var elsewhere = isBig ? BinaryPrimitives.ReadInt64LittleEndian(entry[12..]) : BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
            entries[BinaryPrimitives.ReadUInt16LittleEndian(entry)] = new(size, values, size * values <= inline ? own : elsewhere);
        }

        return entries;
    }

    /// <summary>Bytes of a value that is a whole number or a letter; 0: another type.</summary>
    private static int SizeOf(ushort type) => type switch { 1 or 2 => 1, 3 => 2, 4 => 4, 16 => 8, _ => 0 };

    private static ushort NoDataOf(TiffFile file, Dictionary<int, TiffField> entries)
    {
        if (!entries.TryGetValue((int)Tag.NoData, out var field) || field is not { Size: 1, Count: > 0 and < 32 })
        {
            return 0;
        }

        Span<byte> text = stackalloc byte[(int)field.Count];
        file.ReadAt(field.Place, text);
        return double.TryParse(Encoding.ASCII.GetString(text).TrimEnd('\0', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= short.MinValue and <= ushort.MaxValue
            ? unchecked((ushort)(int)value)
            : (ushort)0;
    }

    private static int Bounded(long value, int most) =>
        value > 0 && value <= most ? (int)value : throw new InvalidDataException("its size is none.");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
