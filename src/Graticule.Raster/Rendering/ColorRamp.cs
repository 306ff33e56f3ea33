namespace Graticule.Raster.Rendering;

/// <summary>A row of 256 colours through evenly spaced control points, linear between them.</summary>
public sealed class ColorRamp
{
    internal const int Length = 256;
    internal const uint Opaque = 0xFF000000;

    /// <param name="points">Control points as RRGGBB in hexadecimal, separated by spaces.</param>
    internal ColorRamp(string points)
    {
        var stops = points.Split(' ').Select(point => Convert.ToInt32(point, 16)).ToArray();
        var colors = new uint[Length];
        for (var i = 0; i < Length; i++)
        {
            var at = (double)i * (stops.Length - 1) / (Length - 1);
            var left = Math.Min((int)at, stops.Length - 2);
            colors[i] = Opaque | Mix(stops[left], stops[left + 1], at - left);
        }

        Colors = colors;
        IsGrey = points == "000000 FFFFFF";
    }

    /// <summary>0xAABBGGRR.</summary>
    public IReadOnlyList<uint> Colors { get; }

    /// <summary>Whether colour i is the grey i.</summary>
    internal bool IsGrey { get; }

    private static uint Mix(int a, int b, double share) =>
        Channel(a >> 16, b >> 16, share) | (Channel(a >> 8, b >> 8, share) << 8) | (Channel(a, b, share) << 16);

    private static uint Channel(int a, int b, double share) => (uint)Math.Round((a & 0xFF) + (((b & 0xFF) - (a & 0xFF)) * share));
}
