using System.Buffers.Binary;

namespace Graticule.Raster.Observations.Points;

/// <summary>Points as well-known binary: order of bytes, type (with or without further coordinates or reference system), longitude, latitude.</summary>
internal static class WkbPoint
{
    private const uint HasReference = 0x20000000;
    private const uint Flags = 0xE0000000;

    /// <summary>Whether it is a point that is not empty.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out double longitude, out double latitude)
    {
        (longitude, latitude) = (double.NaN, double.NaN);
        if (bytes.Length < 5 || bytes[0] > 1)
        {
            return false;
        }

        var isLittle = bytes[0] == 1;
        var type = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        var start = (type & HasReference) != 0 ? 9 : 5;
        if ((type & ~Flags) % 1000 != 1 || bytes.Length < start + (2 * sizeof(double)))
        {
            return false;
        }

        longitude = Read(bytes[start..], isLittle);
        latitude = Read(bytes[(start + sizeof(double))..], isLittle);
        return !double.IsNaN(longitude) && !double.IsNaN(latitude);
    }

    private static double Read(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadDoubleLittleEndian(bytes) : BinaryPrimitives.ReadDoubleBigEndian(bytes);
}
