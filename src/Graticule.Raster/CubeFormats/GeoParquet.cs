using System.Text.Json.Nodes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Vectors;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.CubeFormats;

/// <summary>What a Parquet file says of its geometries: the metadata <c>geo</c> of GeoParquet 1.1.</summary>
internal static class GeoParquet
{
    /// <summary>Name of the metadata.</summary>
    internal const string Fact = "geo";

    /// <param name="column">Name of the column of geometries, as WKB with x first.</param>
    /// <param name="features">In one reference system.</param>
    internal static JsonObject Describe(string column, FeatureCollection features)
    {
        var geometries = features.Features.Select(feature => feature.Geometry).OfType<Geometry>().ToList();
        var described = new JsonObject
        {
            ["encoding"] = "WKB",
            ["geometry_types"] = new JsonArray([.. geometries.Select(geometry => geometry.GeometryType).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(type => (JsonNode)type)]),
        };
        using (var reference = CoordinateReference.Find(features.ReferenceSystem))
        {
            // Without the member, readers take longitude and latitude on WGS 84; null says that the system is not known.
            described["crs"] = reference?.ProjJson() is { } json ? JsonNode.Parse(json) : null;
        }

        var all = new Envelope();
        geometries.ForEach(geometry => all.ExpandToInclude(geometry.EnvelopeInternal));
        if (!all.IsNull)
        {
            described["bbox"] = new JsonArray(all.MinX, all.MinY, all.MaxX, all.MaxY);
        }

        return new() { ["version"] = "1.1.0", ["primary_column"] = column, ["columns"] = new JsonObject { [column] = described } };
    }
}
