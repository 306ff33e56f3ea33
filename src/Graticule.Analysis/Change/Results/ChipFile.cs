using System.Buffers.Binary;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Results;

/// <summary>
/// The results of a chip, or of some of its pixels, in one file: a mark, the header, then the strips of its columns from the left
/// (<see cref="StripCodec"/>), each with its length before it.
/// </summary>
public sealed class ChipFile
{
    /// <summary>Of the file; a format of this program's own.</summary>
    public const string MediaType = "application/vnd.graticule.ccdc-chip";

    private const int MostHeader = 64 << 20;
    private const int MostStrip = 64 << 20;

    private static readonly byte[] Mark = "GRCCDC\0\u0001"u8.ToArray();

    /// <param name="header">Of the chip.</param>
    /// <param name="strips">By column, from the left; at least one, at most 100.</param>
    public ChipFile(ChipHeader header, IReadOnlyList<byte[]> strips) => (Header, Strips) = (header, strips);

    public ChipHeader Header { get; }

    /// <summary>As <see cref="StripCodec"/> reads them, from left to right; columns without a pixel are left out.</summary>
    public IReadOnlyList<byte[]> Strips { get; }

    /// <summary>Encodes what became of pixels, which are counted in the header.</summary>
    /// <param name="header">Its counts are replaced.</param>
    /// <param name="pixels">Each once, in any order.</param>
    /// <param name="threads">At least 1.</param>
    public static ChipFile Of(ChipHeader header, IReadOnlyCollection<PixelOutcome> pixels, int threads = 1)
    {
        var columns = pixels.GroupBy(pixel => pixel.Pixel % ChipShape.Side).OrderBy(column => column.Key).ToArray();
        var strips = new byte[columns.Length][];
        Parallel.For(0, strips.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => strips[i] = StripCodec.Encode(columns[i]));
        var ok = pixels.Count(pixel => pixel.Result is not null);
        return new(header with { Ok = ok, Failed = pixels.Count - ok }, strips);
    }

    /// <summary>Writes the file: it is there whole, or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path)
    {
        var part = path + ".part";
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            file.Write(Mark);
            Put(file, Header.Encode());
            foreach (var strip in Strips)
            {
                Put(file, strip);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is none, cut off or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ChipFile Read(string path)
    {
        using var file = File.OpenRead(path);
        var header = GetHeader(file);
        List<byte[]> strips = [];
        while (file.Position < file.Length)
        {
            strips.Add(Get(file, MostStrip));
        }

        return strips.Count is > 0 and <= ChipShape.Side ? new(header, strips) : throw StripReader.Damaged();
    }

    /// <summary>Reads the header of a file alone.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static ChipHeader ReadHeader(string path)
    {
        using var file = File.OpenRead(path);
        return GetHeader(file);
    }

    private static ChipHeader GetHeader(FileStream file)
    {
        Span<byte> mark = stackalloc byte[Mark.Length];
        return file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.SequenceEqual(Mark)
            ? throw new InvalidDataException($"'{Path.GetFileName(file.Name)}' is no file of the results of a chip.")
            : ChipHeader.Decode(Get(file, MostHeader));
    }

    private static void Put(FileStream file, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        file.Write(length);
        file.Write(bytes);
    }

    private static byte[] Get(FileStream file, int most)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        if (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length
            || BinaryPrimitives.ReadInt32LittleEndian(length) is var count && (count <= 0 || count > most || count > file.Length - file.Position))
        {
            throw StripReader.Damaged();
        }

        var bytes = new byte[count];
        file.ReadExactly(bytes);
        return bytes;
    }
}
