using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;
using Graticule.Raster.Vectors;

namespace Graticule.Raster.CubeFormats;

/// <summary>GeoJSON and GeoPackage: a feature for each geometry of a vector cube.</summary>
internal static class VectorFormats
{
    private const double ShareOfReading = 0.7;

    internal static CubeFormat GeoJson { get; } = new(
        "GeoJSON", "GeoJSON", ".geojson", "application/geo+json", (shape, _) => Check(shape, "GeoJSON"), (work, options) => Write(work, options, GeoJson!))
    {
        Description = "Vector data cubes: a feature for each geometry, in longitude and latitude. It has the properties of the geometry, and one more for each label of the other dimensions. Nodata is null.",
        GisDataTypes = ["vector"],
        Parameters = [CommonParameters.Prefix],
    };

    internal static CubeFormat GeoPackage { get; } = new(
        "GPKG", "GeoPackage", ".gpkg", "application/geopackage+sqlite3", (shape, _) => Check(shape, "GPKG"), (work, options) => Write(work, options, GeoPackage!))
    {
        Description = "Vector data cubes: a layer with a feature for each geometry, in the reference system of the data cube. It has the fields of the geometry, and one more for each label of the other dimensions.",
        GisDataTypes = ["vector"],
        Parameters = [CommonParameters.Prefix],
    };

    private static void Check(CubeShape shape, string format)
    {
        if (Geometries(shape) is null || shape.X is not null || shape.Y is not null)
        {
            throw new CubeFormatException(
                CubeFormatException.Unsuitable,
                $"{format} holds vector data cubes, with a dimension of geometries; this one ({shape}) is none: aggregate it with aggregate_spatial first, or choose GTiff, netCDF or CSV.");
        }

        CellAxes.NeedFew(shape, format);
    }

    private static Dimension? Geometries(CubeShape shape) =>
        shape.PlaneDimensions.FirstOrDefault(dimension => dimension is { Type: DimensionType.Geometry, Features: not null });

    private static IReadOnlyList<WrittenFile> Write(CubeWork work, FormatOptions options, CubeFormat format)
    {
        var cube = CellAxes.Load(work, ShareOfReading);
        var name = TimeSlices.Safe(CommonParameters.NameOf(work, options));
        var target = Path.Combine(work.Folder, name + format.Extension);
        var geometries = Geometries(cube.Shape)!;
        using var part = new PartialFile(target);
        VectorWriter.Write(part.Path, format.Name, new VectorLayer(name, new(Features(cube, geometries), geometries.Features!.ReferenceSystem)));
        part.Commit();
        work.Progress?.Report(1);
        return [CubeFacts.Describe(new(Path.GetFileName(target), format.MediaType) { Title = format.Title }, cube.Shape)];
    }

    private static List<Feature> Features(MemoryCube cube, Dimension geometries)
    {
        var stride = cube.Shape.StrideOf(geometries);
        var fields = TimeSlices.FieldsOf(cube.Shape, geometries);
        var own = CellRows.PropertiesOf(geometries).ToList();

        // A cube of geometries without values has nothing to tell about them.
        var isBare = cube.Shape.Dimensions.Length == 1 && Array.TrueForAll(cube.Values, Missing.Is);
        var names = CellRows.Unique([.. own, .. isBare ? [] : fields]);
        List<Feature> features = [];
        for (var place = 0; place < geometries.Count; place++)
        {
            var feature = CellRows.FeatureOf(geometries.Features!, geometries.Labels[place], place);
            var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var i = 0; i < own.Count; i++)
            {
                properties[names[i]] = feature?.Properties.GetValueOrDefault(own[i]);
            }

            for (var i = own.Count; i < names.Count; i++)
            {
                var (outer, inner) = Math.DivRem(i - own.Count, stride);
                var cell = cube.Values[(((outer * geometries.Count) + place) * stride) + inner];
                properties[names[i]] = double.IsNaN(cell) ? null : cell;
            }

            features.Add(new(feature?.Geometry, properties) { Id = feature?.Id });
        }

        return features;
    }
}
