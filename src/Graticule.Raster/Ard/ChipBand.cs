namespace Graticule.Raster.Ard;

/// <summary>What change detection takes a layer for; the numbers are the places in its series, quality last.</summary>
public enum ChipBand
{
    Blue,
    Green,
    Red,
    NearInfrared,
    ShortwaveInfrared1,
    ShortwaveInfrared2,

    /// <summary>Brightness temperature.</summary>
    Thermal,

    /// <summary>The bits of PIXELQA.</summary>
    Quality,
}
