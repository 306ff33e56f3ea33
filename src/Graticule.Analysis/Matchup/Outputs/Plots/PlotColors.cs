using Graticule.Raster.Rendering;

namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>The colours of plots.</summary>
internal static class PlotColors
{
    internal const int Ink = 0x202428;
    internal const int Faint = 0xE3E6E8;
    internal const int Ground = 0xF7F8F9;
    internal const int Grey = 0x8A9096;
    internal const int Point = 0x1F5FA8;
    internal const int TypeOne = 0xE08A1E;
    internal const int TypeTwo = 0xC2283A;

    private static readonly ColorRamp Density = MapStyles.Find("viridis")!.Ramp!;
    private static readonly ColorRamp Signed = MapStyles.Find("rdbu")!.Ramp!;

    /// <summary>From few to many.</summary>
    /// <param name="share">0 to 1; beyond is the end.</param>
    internal static int OfDensity(double share) => Pick(Density, share);

    /// <summary>From below (blue) to above (red).</summary>
    /// <param name="share">0 to 1, 0.5 in the middle.</param>
    internal static int OfDifference(double share) => Pick(Signed, 1 - share);

    private static int Pick(ColorRamp ramp, double share)
    {
        var color = ramp.Colors[(int)Math.Round(Math.Clamp(share, 0, 1) * (ramp.Colors.Count - 1))];
        return (int)(((color & 0xFF) << 16) | (color & 0xFF00) | ((color >> 16) & 0xFF));
    }
}
