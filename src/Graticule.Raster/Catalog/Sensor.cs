namespace Graticule.Raster.Catalog;

/// <summary>Whose bands a name follows.</summary>
internal enum Sensor
{
    Any,
    Sentinel2,

    /// <summary>Landsat 4, 5 and 7.</summary>
    LandsatTm,

    /// <summary>Landsat 8 and 9.</summary>
    LandsatOli,
}
