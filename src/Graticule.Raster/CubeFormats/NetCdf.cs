using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;

namespace Graticule.Raster.CubeFormats;

/// <summary>netCDF-4 by the conventions for climate and forecast metadata (CF), one variable with all dimensions of the cube.</summary>
internal static class NetCdf
{
    private const int Side = 256;

    internal static CubeFormat Format { get; } = new("netCDF", "netCDF", ".nc", "application/netcdf", Check, Write)
    {
        Description = "The whole data cube in one file: the variable 'var' has its dimensions, each with its labels as a coordinate variable (CF conventions). Truths are 0 and 1.",
        GisDataTypes = ["raster", "vector"],
        Parameters =
        [
            CommonParameters.DataType,
            CommonParameters.NoData,
            new("compress", "string", "How numbers are compressed.") { Default = "DEFLATE", Values = ["DEFLATE", "NONE"] },
            new("zlevel", "integer", "Of DEFLATE: 1 is quick, 9 is small.") { Default = 1, Minimum = 1, Maximum = 9 },
            CommonParameters.Prefix,
        ],
    };

    private static void Check(CubeShape shape, FormatOptions options) => _ = CommonParameters.Coding(options, isStretched: false);

    private static IReadOnlyList<WrittenFile> Write(CubeWork work, FormatOptions options)
    {
        var shape = work.Cube.Shape;
        var coding = CommonParameters.Coding(options, isStretched: false);
        var target = Path.Combine(work.Folder, TimeSlices.Safe(CommonParameters.NameOf(work, options)) + Format.Extension);
        using var part = new PartialFile(target);
        var (width, height) = (Math.Min(Side, shape.Width), Math.Min(Side, shape.Height));
        var check = new ReadBack(shape.Width, shape.Height, (width, height), coding.Type);
        TiledWalk walk;
        NetCdfSink sink;
        using (var file = new ArrayFile(part.Path))
        {
            NetCdfHeader.Write(file, shape, coding, (width, height), options.Text("compress") == "NONE" ? null : options.Integer("zlevel"));
            sink = new NetCdfSink(file, shape, coding, (width, height), check);
            walk = new TiledWalk(work.Cube, sink);
            walk.Run(work.Threads, work.MostBytes, work.Progress, work.CancellationToken);
            file.Finish();
        }

        sink.Check(part.Path);
        part.Commit();
        return [Describe(new(Path.GetFileName(target), Format.MediaType) { Title = Format.Title }, shape, coding, walk)];
    }

    private static WrittenFile Describe(WrittenFile file, CubeShape shape, SampleCoding coding, TiledWalk walk)
    {
        var bands = shape.PlaneDimensions.FirstOrDefault(dimension => dimension.Type == DimensionType.Bands);
        var summaries = Enumerable.Repeat(CellSummary.None, bands?.Count ?? 1).ToArray();
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            summaries[bands is null ? 0 : plane / shape.StrideOf(bands) % bands.Count] += walk.Summaries[plane];
        }

        return CubeFacts.Describe(file, shape) with
        {
            Bands = [.. summaries.Select((summary, band) => summary.Describe(bands?.Labels[band].Text ?? NetCdfHeader.Variable, coding.Type, coding.NoData))],
            Remarks = walk.Taken == 0 ? [] : [CommonParameters.TakenRemark(walk.Taken, coding)],
        };
    }
}
