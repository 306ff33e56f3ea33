using Graticule.Raster.Cubes;

namespace Graticule.Raster.CubeFormats;

internal static class GeoTiff
{
    private const double ShareOfWalk = 0.7;

    internal static CubeFormat Format { get; } = new("GTiff", "GeoTIFF", ".tif", "image/tiff; application=geotiff", (shape, options) => _ = Settings(shape, options), Write)
    {
        Description = "One file for each date, and in it one band for each label of the other dimensions. Truths are 0 and 1. Files hold statistics and names of bands.",
        GisDataTypes = ["raster"],
        Parameters =
        [
            CommonParameters.DataType,
            CommonParameters.NoData,
            new("compress", "string", "How samples are compressed. JPEG loses detail and holds bytes only: unless datatype is uint8, values are stretched linearly.")
            {
                Default = "DEFLATE",
                Values = ["DEFLATE", "LZW", "JPEG", "NONE"],
            },
            new("jpeg_quality", "integer", "Of JPEG compression.") { Default = 75, Minimum = 1, Maximum = 100 },
            new("photometric", "string", "How bands are to be seen. RGB needs three bands at least, YCBCR three bands and JPEG compression, CMYK four bands; what does not fit becomes MINISBLACK.")
            {
                Default = "MINISBLACK",
                Values = ["MINISBLACK", "MINISWHITE", "RGB", "CMYK", "YCBCR", "CIELAB", "ICCLAB", "ITULAB"],
            },
            new("tiled", "boolean", "Whether samples lie in tiles rather than in strips.") { Default = true },
            CommonParameters.TileSize,
            CommonParameters.Prefix,
            new("strict", "boolean", "Whether to refuse options that can be followed in part only, instead of doing what comes closest.") { Default = false },
        ],
    };

    private static GeoTiffSettings Settings(CubeShape shape, FormatOptions options)
    {
        CommonParameters.NeedGrid(shape, Format.Name);
        _ = CommonParameters.Side(options);
        return GeoTiffSettings.Of(options, TimeSlices.BandsOf(shape).Count);
    }

    private static IReadOnlyList<WrittenFile> Write(CubeWork work, FormatOptions options)
    {
        var settings = Settings(work.Cube.Shape, options);
        var slices = new TimeSlices(work.Cube, CommonParameters.NameOf(work, options));
        var raster = new RasterWork(work, slices, Format)
        {
            Coding = settings.Coding,
            Compression = settings.Compression,
            Photometric = settings.IsJpeg ? null : settings.Photometric,
            Side = options.Truth("tiled") ? CommonParameters.Side(options) : 0,
            Remarks = settings.Remarks,
        };
        return settings.IsJpeg
            ? raster.Write(ShareOfWalk, (finished, progress) => Compress(finished, slices, settings, options, progress))
            : raster.Write(1, convert: null);
    }

    private static FinishedBands Compress(
        FinishedRaster raster, TimeSlices slices, GeoTiffSettings settings, FormatOptions options, IProgress<double>? progress)
    {
        var isTiled = options.Truth("tiled");
        List<string> creation =
        [
            "BIGTIFF=IF_SAFER", "COMPRESS=JPEG", $"JPEG_QUALITY={options.Integer("jpeg_quality")}", $"TILED={(isTiled ? "YES" : "NO")}",
            $"PHOTOMETRIC={settings.Photometric ?? "MINISBLACK"}",
        ];
        if (isTiled)
        {
            creation.AddRange([$"BLOCKXSIZE={CommonParameters.Side(options)}", $"BLOCKYSIZE={CommonParameters.Side(options)}"]);
        }

        var all = raster.All;
        var (low, high) = all.Valid > 0 ? (all.Minimum, all.Maximum) : (0, 0);
        var shades = settings.IsStretched ? new Shades(low, high, First: 1) : null;
        return raster.EncodeBytes(creation, shades, slices, progress);
    }
}
