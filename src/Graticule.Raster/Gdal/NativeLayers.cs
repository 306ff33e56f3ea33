using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>What a band says of itself beyond its samples: overviews, mask, palette, words.</summary>
internal static unsafe partial class Native
{
    internal const int MaskPerDataset = 0x02;

    [LibraryImport(Library)]
    internal static partial int GDALGetOverviewCount(nint band);

    [LibraryImport(Library)]
    internal static partial nint GDALGetOverview(nint band, int index);

    [LibraryImport(Library)]
    internal static partial int GDALGetRasterBandXSize(nint band);

    [LibraryImport(Library)]
    internal static partial int GDALGetRasterBandYSize(nint band);

    [LibraryImport(Library)]
    internal static partial int GDALGetMaskFlags(nint band);

    [LibraryImport(Library)]
    internal static partial nint GDALGetMaskBand(nint band);

    [LibraryImport(Library)]
    internal static partial nint GDALGetDescription(nint band);

    [LibraryImport(Library)]
    internal static partial nint GDALGetRasterUnitType(nint band);

    [LibraryImport(Library)]
    internal static partial nint GDALGetRasterColorTable(nint band);

    [LibraryImport(Library)]
    internal static partial int GDALGetColorEntryCount(nint table);

    /// <summary>Four 16-bit numbers: red, green, blue, alpha.</summary>
    [LibraryImport(Library)]
    internal static partial int GDALGetColorEntryAsRGB(nint table, int index, short* entry);
}
