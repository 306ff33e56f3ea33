using System.Text.Json.Nodes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>Zarr, version 2, in one zip archive: one array with all dimensions of the cube, in chunks that can be read one by one.</summary>
internal static class Zarr
{
    private const string ReferenceVariable = "spatial_ref";

    internal static CubeFormat Format { get; } = new("Zarr", "Zarr", ".zarr.zip", "application/vnd.zarr+zip; version=2", Check, Write)
    {
        Description = "The whole data cube as a Zarr store (version 2) in one zip archive, whose chunks can be read one by one, also over HTTP: the array 'var' has the cube's "
            + "dimensions, each with its labels as an array of its own (CF conventions, as the Python library xarray reads them). Truths are 0 and 1.",
        GisDataTypes = ["raster", "vector"],
        Parameters =
        [
            CommonParameters.DataType,
            CommonParameters.NoData,
            CommonParameters.Deflate,
            CommonParameters.Level,
            new("chunk_size", "integer", "Most columns and rows of a chunk; along all other dimensions a chunk is one place long.") { Default = 256, Minimum = 16, Maximum = 2048 },
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
        var side = options.Integer("chunk_size");
        var (width, height) = (Math.Min(side, shape.Width), Math.Min(side, shape.Height));
        var check = new ReadBack(shape.Width, shape.Height, (width, height), coding.Type);
        TiledWalk walk;
        using (var archive = new ZarrArchive(part.Path, new() { ["Conventions"] = "CF-1.8" }))
        {
            var array = Declare(archive, shape, coding, (width, height), CommonParameters.DeflateLevel(options));
            walk = new TiledWalk(work.Cube, new ZarrSink(archive, array, shape, coding, (width, height), check));
            walk.Run(work.Threads, work.MostBytes, work.Progress, work.CancellationToken);
            archive.Finish();
        }

        PlaneBox.Check(check, shape, "Zarr", $"ZARR:\"/vsizip/{{{part.Path}}}\"", coding.Type);
        part.Commit();
        return [ArrayFacts.Describe(new(Path.GetFileName(target), Format.MediaType) { Title = Format.Title }, shape, coding, walk)];
    }

    /// <summary>Writes everything but the cells, whose array it gives back.</summary>
    private static ZarrArray Declare(ZarrArchive archive, CubeShape shape, SampleCoding coding, (int Width, int Height) tile, int? level)
    {
        // Names of arrays are names of folders.
        var names = CellRows.Unique([NetCdfHeader.Variable, ReferenceVariable, .. shape.Dimensions.Select(dimension => TimeSlices.Safe(dimension.Name))]).Skip(2).ToList();
        foreach (var (dimension, name) in shape.Dimensions.Zip(names))
        {
            foreach (var variable in CoordinateVariable.Of(dimension with { Name = name }))
            {
                AddCoordinate(archive, variable, level);
            }
        }

        using var reference = shape is { X.ReferenceSystem: { } system, Y: not null } ? CoordinateReference.Find(system) : null;
        var attributes = new JsonObject();
        if (reference is not null)
        {
            AddReference(archive, reference, shape.Grid);
            attributes["grid_mapping"] = ReferenceVariable;
            attributes["coordinates"] = ReferenceVariable;
            attributes["_CRS"] = new JsonObject { ["wkt"] = reference.Wkt() };
        }

        var array = new ZarrArray(
            NetCdfHeader.Variable,
            names,
            [.. shape.Dimensions.Select(dimension => dimension.Count)],
            [.. shape.Dimensions.Select(dimension => dimension.IsX ? tile.Width : dimension.IsY ? tile.Height : 1)],
            ZarrArray.TypeOf(coding.Type))
        {
            NoData = coding.NoData,
            Level = level,
            Attributes = attributes,
        };
        archive.Add(array);
        return array;
    }

    private static void AddCoordinate(ZarrArchive archive, CoordinateVariable variable, int? level)
    {
        var (type, samples) = variable.Texts is { } texts ? ZarrArray.Encode(texts) : (ZarrArray.TypeOf(variable.Type), variable.Samples);
        var attributes = variable.Attributes.Select(attribute => KeyValuePair.Create(attribute.Name, (JsonNode?)attribute.Value));
        int[] count = [variable.Texts?.Count ?? variable.Numbers.Length];
        archive.Add(new(variable.Name, [variable.Dimension.Name], count, count, type) { Level = level, Attributes = [.. attributes] }, samples);
    }

    /// <summary>The reference system under the names that CF, rioxarray and GDAL know it by.</summary>
    private static void AddReference(ZarrArchive archive, CoordinateReference reference, Grid? grid)
    {
        var attributes = new JsonObject { ["crs_wkt"] = reference.Wkt(), [ReferenceVariable] = reference.Wkt() };
        if (grid is not null)
        {
            attributes["GeoTransform"] = string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{grid.Left} {grid.StepX} 0 {grid.Top} 0 {grid.StepY}");
        }

        var array = new ZarrArray(ReferenceVariable, [], [], [], ZarrArray.TypeOf(PixelType.Int32)) { Attributes = attributes };
        archive.Add(array, new byte[sizeof(int)]);
    }
}
