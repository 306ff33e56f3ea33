using System.Buffers.Binary;
using System.IO.Compression;

namespace Graticule.Raster.Rendering;

/// <summary>
/// Writes PNG (W3C PNG, second edition) for speed: one filter for the whole picture, chosen from a sample of rows. Noisy pictures are
/// then only Huffman-coded, which for imagery is both faster and smaller than looking for repetitions; the others are deflated.
/// </summary>
public static class PngEncoder
{
    private const int SampledRows = 16;
    private const int MostSpare = 1 << 20;

    /// <summary>Share of zeros among filtered bytes from which repetitions are worth looking for.</summary>
    private const double Repetitive = 0.35;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly ZLibCompressionOptions Entropy = new() { CompressionLevel = 1, CompressionStrategy = ZLibCompressionStrategy.HuffmanOnly };
    private static readonly ZLibCompressionOptions Deflate = new() { CompressionLevel = 2 };

    [ThreadStatic]
    private static MemoryStream? _spare;

    /// <summary>The whole file.</summary>
    public static byte[] Encode(Picture8 picture)
    {
        var output = Buffer(picture.Pixels.Length);
        output.Write(Signature);
        WriteChunk(output, "IHDR"u8, Header(picture));
        if (picture.Palette is { } palette)
        {
            WritePalette(output, palette);
        }

        var start = output.Position;
        output.Write([0, 0, 0, 0, (byte)'I', (byte)'D', (byte)'A', (byte)'T']);
        WriteRows(output, picture);
        Seal(output, start);
        WriteChunk(output, "IEND"u8, []);
        return output.ToArray();
    }

    /// <summary>An empty stream; that of a small picture is used again by the next one of the thread.</summary>
    private static MemoryStream Buffer(int length)
    {
        if (length > MostSpare)
        {
            return new(1024 + (length / 2));
        }

        _spare ??= new(MostSpare);
        _spare.SetLength(0);
        return _spare;
    }

    private static byte[] Header(Picture8 picture)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8;
        header[9] = picture.Kind switch
        {
            PictureKind.Grey => 0,
            PictureKind.Rgb => 2,
            PictureKind.Indexed => 3,
            PictureKind.GreyAlpha => 4,
            _ => 6,
        };
        return header;
    }

    private static void WritePalette(MemoryStream output, IReadOnlyList<uint> palette)
    {
        var colors = new byte[palette.Count * 3];
        var opacities = new byte[palette.Count];
        for (var i = 0; i < palette.Count; i++)
        {
            (colors[i * 3], colors[(i * 3) + 1], colors[(i * 3) + 2]) = ((byte)palette[i], (byte)(palette[i] >> 8), (byte)(palette[i] >> 16));
            opacities[i] = (byte)(palette[i] >> 24);
        }

        WriteChunk(output, "PLTE"u8, colors);
        var last = opacities.AsSpan().LastIndexOfAnyExcept(byte.MaxValue);
        if (last >= 0)
        {
            WriteChunk(output, "tRNS"u8, opacities.AsSpan(0, last + 1));
        }
    }

    private static void WriteRows(MemoryStream output, Picture8 picture)
    {
        var length = picture.Width * picture.Channels;
        var (filter, zeros) = Choose(picture, length);
        var line = new byte[length + 1];
        line[0] = (byte)filter;
        using var zlib = new ZLibStream(output, zeros < Repetitive ? Entropy : Deflate, leaveOpen: true);
        for (var row = 0; row < picture.Height; row++)
        {
            PngFilters.Apply(filter, picture, row, line.AsSpan(1));
            zlib.Write(line);
        }
    }

    /// <summary>The filter whose rows have the smallest sum of signed magnitudes, and the share of zeros it leaves.</summary>
    private static (PngFilter Filter, double Zeros) Choose(Picture8 picture, int length)
    {
        var line = new byte[length];
        var best = (Filter: PngFilter.None, Zeros: 0.0);
        var least = long.MaxValue;
        var step = Math.Max(1, picture.Height / SampledRows);
        foreach (var filter in (ReadOnlySpan<PngFilter>)[PngFilter.None, PngFilter.Sub, PngFilter.Up])
        {
            var (sum, zeros, count) = (0L, 0L, 0L);
            for (var row = step / 2; row < picture.Height; row += step)
            {
                PngFilters.Apply(filter, picture, row, line);
                sum += PngFilters.Magnitude(line);
                zeros += line.AsSpan().Count((byte)0);
                count += length;
            }

            if (sum < least)
            {
                (least, best) = (sum, (filter, (double)zeros / count));
            }
        }

        return best;
    }

    private static void WriteChunk(MemoryStream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var start = output.Position;
        output.Write([0, 0, 0, 0]);
        output.Write(type);
        output.Write(data);
        Seal(output, start);
    }

    /// <summary>Fills in the length of a chunk that starts there, and appends its checksum.</summary>
    private static void Seal(MemoryStream output, long start)
    {
        var chunk = output.GetBuffer().AsSpan((int)start, (int)(output.Position - start));
        BinaryPrimitives.WriteInt32BigEndian(chunk, chunk.Length - 8);
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.Of(chunk[4..]));
        output.Write(checksum);
    }
}
