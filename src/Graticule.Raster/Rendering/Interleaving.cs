using System.Runtime.Intrinsics;

namespace Graticule.Raster.Rendering;

/// <summary>Brings three planes together pixel by pixel.</summary>
internal static class Interleaving
{
    /// <summary>For each of the three planes and each of the three vectors that 16 pixels fill: which of the plane's bytes goes where.</summary>
    private static readonly Vector128<byte>[] Places = MakePlaces();

    internal static void Mix(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> target)
    {
        var i = 0;
        for (; i <= red.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var (r, g, b) = (Vector128.Create(red[i..]), Vector128.Create(green[i..]), Vector128.Create(blue[i..]));
            for (var part = 0; part < 3; part++)
            {
                var mixed = Vector128.Shuffle(r, Places[part]) | Vector128.Shuffle(g, Places[3 + part]) | Vector128.Shuffle(b, Places[6 + part]);
                mixed.CopyTo(target[((i * 3) + (part * Vector128<byte>.Count))..]);
            }
        }

        for (; i < red.Length; i++)
        {
            (target[i * 3], target[(i * 3) + 1], target[(i * 3) + 2]) = (red[i], green[i], blue[i]);
        }
    }

    /// <summary>An index beyond the vector gives zero, so that the three planes can be combined by "or".</summary>
    private static Vector128<byte>[] MakePlaces()
    {
        var places = new Vector128<byte>[9];
        for (var i = 0; i < places.Length; i++)
        {
            var (channel, part) = (i / 3, i % 3);
            var indices = new byte[Vector128<byte>.Count];
            for (var at = 0; at < indices.Length; at++)
            {
                var place = (part * Vector128<byte>.Count) + at;
                indices[at] = place % 3 == channel ? (byte)(place / 3) : byte.MaxValue;
            }

            places[i] = Vector128.Create(indices);
        }

        return places;
    }
}
