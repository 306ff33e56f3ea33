using System.Numerics;
using System.Runtime.InteropServices;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// The file of a table of points: eight bytes of mark, the length of the header and its CRC-32C (four bytes each), the header as JSON, blanks to a
/// multiple of eight; then the columns, each from a multiple of eight, all numbers little-endian.
/// </summary>
internal static class PointTableLayout
{
    internal const int PrefixLength = 16;

    /// <summary>No table needs more: a header has a line for each variable.</summary>
    internal const int MostHeader = 16 << 20;

    /// <summary>Rows of which each has one box in the columns <c>block.*</c>, by which queries leave out rows far away.</summary>
    internal const int BlockRows = 1024;

    internal const string Latitude = "latitude";
    internal const string Longitude = "longitude";
    internal const string Time = "time";
    internal const string Depth = "depth";
    internal const string Platform = "platform";
    internal const string Meta = "meta";
    internal const string Blocks = "blocks";
    internal const string ValuePrefix = "value.";

    /// <summary>After the name of a column of texts: where each begins and the last ends (64-bit), and their bytes (UTF-8).</summary>
    internal const string Offsets = ".offsets";

    internal const string Bytes = ".bytes";

    /// <summary>After the name of texts that rows share: which of them a row has (32-bit), -1 for none.</summary>
    internal const string Codes = ".codes";

    internal static ReadOnlySpan<byte> Mark => "GRPOINT1"u8;

    internal static long Aligned(long length) => (length + 7) & ~7L;

    internal static uint Check(ReadOnlySpan<byte> bytes) => ~Check(uint.MaxValue, bytes);

    /// <summary>Goes on with a check; all parts but the last are multiples of eight bytes long. It begins with all bits set, and is turned around in the end.</summary>
    internal static uint Check(uint check, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            check = BitOperations.Crc32C(check, word);
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            check = BitOperations.Crc32C(check, rest);
        }

        return check;
    }
}
