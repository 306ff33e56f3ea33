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
            CommonParameters.Deflate,
            CommonParameters.Level,
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
        using (var file = new ArrayFile(part.Path))
        {
            NetCdfHeader.Write(file, shape, coding, (width, height), CommonParameters.DeflateLevel(options));
            var sink = new NetCdfSink(file, shape, coding, (width, height), check);
            walk = new TiledWalk(work.Cube, sink);
            walk.Run(work.Threads, work.MostBytes, work.Progress, work.CancellationToken);
            file.Finish();
        }

        PlaneBox.Check(check, shape, "netCDF", part.Path, coding.Type);
        part.Commit();
        return [ArrayFacts.Describe(new(Path.GetFileName(target), Format.MediaType) { Title = Format.Title }, shape, coding, walk)];
    }
}
