using System.Collections;
using Graticule.Raster.Cubes;
using Graticule.Raster.Vectors;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The process <c>load_geojson</c>.</summary>
internal static class GeoJsonCubes
{
    internal static Cube Load(Arguments args)
    {
        var features = args.Geometries("data");
        var properties = args["properties"] switch
        {
            null => [],
            ArrayValue array when array.Items.All(item => item is string) => array.Items.Cast<string>().Distinct(StringComparer.Ordinal).ToList(),
            _ => throw args.Wrong("properties", "an array of names of properties"),
        };
        return FromFeatures(features, properties, args);
    }

    /// <summary>A vector cube of features: geometries alone, or with the values of properties along a second dimension.</summary>
    internal static MemoryCube FromFeatures(FeatureCollection features, IReadOnlyList<string> properties, Arguments args)
    {
        var geometries = SpatialAggregation.Geometries(features);
        if (properties.Count == 0)
        {
            var none = new double[features.Features.Count];
            none.AsSpan().Fill(Missing.Value);
            return new(new([geometries]), none);
        }

        var rows = features.Features.Select(feature => properties.Select(name => feature.Properties.GetValueOrDefault(name)).ToList()).ToList();
        var isArray = properties.Count == 1 && rows.Exists(row => row[0] is IList);
        var labels = new LabelList(properties.Select(name => (Label)name));
        if (isArray)
        {
            rows = [.. rows.Select(row => row[0] is IList list ? [.. list.Cast<object?>()] : row)];
            labels = LabelList.Numbered(rows.Max(row => row.Count));
        }

        var values = rows.SelectMany(row => Enumerable.Range(0, labels.Count).Select(i => Number(i < row.Count ? row[i] : null, properties, args)));
        return new(new([geometries, new("properties", DimensionType.Other, labels)]), [.. values]);
    }

    private static double Number(object? value, IReadOnlyList<string> properties, Arguments args) => value switch
    {
        null => Missing.Value,
        double number => number,
        bool truth => truth ? 1 : 0,
        _ => throw args.Wrong("properties", $"names of properties that hold numbers, truths or null; of {string.Join(", ", properties)} one holds {Nouns.Of(value)}"),
    };
}
