using System.Numerics;

namespace Graticule.Raster.Rendering;

/// <summary>Filter types of PNG (clause 9.2) that are used here; the values are the format's.</summary>
internal enum PngFilter : byte
{
    None = 0,

    /// <summary>Difference to the pixel on the left.</summary>
    Sub = 1,

    /// <summary>Difference to the pixel above.</summary>
    Up = 2,
}

internal static class PngFilters
{
    internal static void Apply(PngFilter filter, Picture8 picture, int row, Span<byte> target)
    {
        var length = picture.Width * picture.Channels;
        var line = picture.Pixels.AsSpan(row * length, length);
        switch (filter)
        {
            case PngFilter.Sub:
                line[..picture.Channels].CopyTo(target);
                Subtract(line[picture.Channels..], line[..^picture.Channels], target[picture.Channels..]);
                break;
            case PngFilter.Up when row > 0:
                Subtract(line, picture.Pixels.AsSpan((row - 1) * length, length), target);
                break;
            default:
                line.CopyTo(target);
                break;
        }
    }

    /// <summary>Sum of the bytes read as signed numbers, signs dropped: small where a filter predicts well.</summary>
    internal static long Magnitude(ReadOnlySpan<byte> line)
    {
        var sum = 0L;
        foreach (var value in line)
        {
            sum += value < 128 ? value : 256 - value;
        }

        return sum;
    }

    private static void Subtract(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> target)
    {
        var i = 0;
        for (; i <= a.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(a[i..]) - new Vector<byte>(b[i..])).CopyTo(target[i..]);
        }

        for (; i < a.Length; i++)
        {
            target[i] = unchecked((byte)(a[i] - b[i]));
        }
    }
}
