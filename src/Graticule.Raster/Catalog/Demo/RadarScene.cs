namespace Graticule.Raster.Catalog.Demo;

/// <summary>
/// What a radar sees of the landscape on one day: amplitudes, at a thousand for each unit of the square root of backscatter. Weather does not
/// matter to it, but wet soil is brighter, and speckle lies over everything.
/// </summary>
/// <param name="Time">When.</param>
/// <param name="Wetness">Of the soil, from 0 to 1.</param>
internal sealed record RadarScene(DateTimeOffset Time, double Wetness)
{
    private const double Unit = 1000;

    /// <summary>Amplitudes are coarser than the samples are, so that files stay small.</summary>
    private const double Step = 8;

    private uint Date => (uint)(Time.Year * 1000) + (uint)Time.DayOfYear;

    /// <summary>Sample of a polarisation, <c>VV</c> or <c>VH</c>.</summary>
    internal double Amplitude(string polarisation, double x, double y)
    {
        var (cover, parcel) = Landscape.CoverAt(x, y);
        var green = Landscape.Greenness(cover, parcel, Time.DayOfYear);
        var isCross = polarisation == "VH";
        var backscatter = cover switch
        {
            Landscape.Cover.Water => isCross ? 0.002 : 0.008,
            Landscape.Cover.Town => isCross ? 0.06 : 0.4,
            Landscape.Cover.Forest => isCross ? 0.04 : 0.13,
            _ => (isCross ? 0.008 + (0.02 * green) : 0.05 + (0.05 * green)) * (0.8 + (0.5 * Wetness)),
        };
        var speckle = 0.75 + (0.5 * Noise.At((long)Math.Floor(x), (long)Math.Floor(y), (isCross ? 400u : 300u) + Date));
        return Math.Max(Step, Math.Round(Math.Sqrt(backscatter) * speckle * Unit / Step) * Step);
    }
}
