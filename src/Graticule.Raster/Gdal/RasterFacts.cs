using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>What a file says about its values, beyond its <see cref="RasterInfo"/>.</summary>
/// <param name="Metadata">Its own words.</param>
/// <param name="Bands">One for each band.</param>
internal sealed unsafe record RasterFacts(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<BandFacts> Bands)
{
    internal static RasterFacts Read(RasterFile file) => new(
        ToDictionary(Native.GDALGetMetadata(file.Dataset, null)),
        [.. Enumerable.Range(1, file.Info.Bands.Count).Select(number => Band(Native.GDALGetRasterBand(file.Dataset, number)))]);

    /// <summary>Plain names of the variables of a NetCDF file that holds several; none of any other file.</summary>
    internal static IReadOnlyList<string> Variables(string path)
    {
        var file = RasterPath.Check(path);
        GdalLibrary.EnsureReady();
        GdalErrors.Clear();
        using var drivers = new StringListHandle("netCDF");
        using var dataset = Native.GDALOpenEx(file, Native.OpenRaster, drivers, 0, 0);
        if (dataset.IsInvalid || Native.GDALGetRasterCount(dataset) > 0)
        {
            return [];
        }

        var found = ToDictionary(Native.GDALGetMetadata(dataset, "SUBDATASETS"));
        return [.. found.Where(entry => entry.Key.EndsWith("_NAME", StringComparison.Ordinal)).Select(entry => entry.Value[(entry.Value.LastIndexOf(':') + 1)..])];
    }

    private static BandFacts Band(nint band)
    {
        var scale = Native.GDALGetRasterScale(band, out var hasScale);
        var offset = Native.GDALGetRasterOffset(band, out var hasOffset);
        return new(
            Marshal.PtrToStringUTF8(Native.GDALGetDescription(band)) ?? "",
            Marshal.PtrToStringUTF8(Native.GDALGetRasterUnitType(band)) ?? "",
            hasScale != 0 ? scale : null,
            hasOffset != 0 ? offset : null,
            ToDictionary(Native.GDALGetBandMetadata(band, null)));
    }

    private static Dictionary<string, string> ToDictionary(byte** list)
    {
        Dictionary<string, string> entries = new(StringComparer.Ordinal);
        for (var entry = list; entry is not null && *entry is not null; entry++)
        {
            var text = Marshal.PtrToStringUTF8((nint)(*entry)) ?? "";
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
            {
                entries[text[..at]] = text[(at + 1)..];
            }
        }

        return entries;
    }
}

/// <summary>What a band says about its values.</summary>
/// <param name="Name">Its description; empty without one.</param>
/// <param name="Unit">Empty without one.</param>
/// <param name="Scale">A value is a sample times this; null without one.</param>
/// <param name="Offset">Plus this; null without one.</param>
/// <param name="Metadata">Its own words.</param>
internal sealed record BandFacts(string Name, string Unit, double? Scale, double? Offset, IReadOnlyDictionary<string, string> Metadata);
