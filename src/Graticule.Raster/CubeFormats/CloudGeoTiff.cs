using Graticule.Raster.Cubes;

namespace Graticule.Raster.CubeFormats;

internal static class CloudGeoTiff
{
    private const double ShareOfWalk = 0.6;

    internal static CubeFormat Format { get; } = new("COG", "Cloud Optimized GeoTIFF", ".tif", "image/tiff; application=geotiff; profile=cloud-optimized", Check, Write)
    {
        Description = "As GTiff, with overviews, so that a part or a coarse view can be read without the rest.",
        GisDataTypes = ["raster"],
        Parameters =
        [
            CommonParameters.DataType,
            CommonParameters.NoData,
            new("compress", "string", "How samples are compressed.") { Default = "DEFLATE", Values = ["DEFLATE", "LZW", "NONE"] },
            CommonParameters.TileSize,
            new("overview_resampling", "string", "How overviews are made of the pixels that they stand for. Classes need NEAREST or MODE.")
            {
                Default = "AVERAGE", Values = ["NEAREST", "AVERAGE", "BILINEAR", "CUBIC", "CUBICSPLINE", "LANCZOS", "MODE", "RMS"],
            },
            CommonParameters.Prefix,
        ],
    };

    private static void Check(CubeShape shape, FormatOptions options)
    {
        CommonParameters.NeedGrid(shape, "COG");
        _ = CommonParameters.Side(options);
        _ = CommonParameters.Coding(options, isStretched: false);
    }

    private static IReadOnlyList<WrittenFile> Write(CubeWork work, FormatOptions options)
    {
        var compress = options.Text("compress")!;
        List<string> creation =
        [
            $"COMPRESS={compress}", $"BLOCKSIZE={CommonParameters.Side(options)}", $"OVERVIEW_RESAMPLING={options.Text("overview_resampling")}",
            "BIGTIFF=IF_SAFER", FormattableString.Invariant($"NUM_THREADS={work.Threads}"),
        ];
        if (compress != "NONE")
        {
            creation.Add("PREDICTOR=YES");
        }

        return new RasterWork(work, new(work.Cube, CommonParameters.NameOf(work, options)), Format)
        {
            Coding = CommonParameters.Coding(options, isStretched: false),
        }.Write(ShareOfWalk, (raster, progress) => raster.Copy("COG", creation, progress));
    }
}
