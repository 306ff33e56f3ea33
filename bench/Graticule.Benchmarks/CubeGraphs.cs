using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Benchmarks;

/// <summary>The process graphs of the benchmarks on the seeded stack: 24 dates of red, near infrared and classes.</summary>
internal static class CubeGraphs
{
    public const string Collection = "stack";

    /// <summary>NDVI, pixels of the classes 0, 3, 8, 9 and 10 dropped: all dates.</summary>
    private const string Clear = """
        "load": {"process_id": "load_collection", "arguments": {"id": "stack", "spatial_extent": null, "temporal_extent": null, "bands": ["B04", "B08", "SCL"]}},
        "ndvi": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "load"}, "dimension": "bands", "reducer": {"process_graph": {
          "red": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "label": "B04"}},
          "nir": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "label": "B08"}},
          "nd": {"process_id": "normalized_difference", "arguments": {"x": {"from_node": "nir"}, "y": {"from_node": "red"}}, "result": true}}}}},
        "bad": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "load"}, "dimension": "bands", "reducer": {"process_graph": {
          "scl": {"process_id": "array_element", "arguments": {"data": {"from_parameter": "data"}, "label": "SCL"}},
          "none": {"process_id": "eq", "arguments": {"x": {"from_node": "scl"}, "y": 0}},
          "shadow": {"process_id": "eq", "arguments": {"x": {"from_node": "scl"}, "y": 3}},
          "cloud": {"process_id": "between", "arguments": {"x": {"from_node": "scl"}, "min": 8, "max": 10}},
          "either": {"process_id": "or", "arguments": {"x": {"from_node": "none"}, "y": {"from_node": "shadow"}}},
          "any": {"process_id": "or", "arguments": {"x": {"from_node": "either"}, "y": {"from_node": "cloud"}}, "result": true}}}}},
        "clear": {"process_id": "mask", "arguments": {"data": {"from_node": "ndvi"}, "mask": {"from_node": "bad"}}},
        """;

    /// <summary>Temporal minimum and median as two bands of a GeoTIFF.</summary>
    public static JsonObject MinimumAndMedian() => Graph(Clear + Reduced("min") + Reduced("median") + """
        "both": {"process_id": "merge_cubes", "arguments": {"cube1": {"from_node": "min_band"}, "cube2": {"from_node": "median_band"}}},
        "save": {"process_id": "save_result", "arguments": {"data": {"from_node": "both"}, "format": "GTiff"}, "result": true}
        """);

    /// <summary>The temporal minimum of the first dates of a stack that has two a month in 2023 and as many in 2024.</summary>
    /// <param name="dates">How many.</param>
    /// <param name="description">Makes the graph another one.</param>
    public static JsonObject Minimum(int dates, string description)
    {
        var graph = Graph(Clear + """
            "least": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "clear"}, "dimension": "t", "reducer": {"process_graph": {
              "r": {"process_id": "min", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}, "result": true}
            """);
        var (years, months) = Math.DivRem(dates / 2, 12);
        var load = graph["process_graph"]!["load"]!;
        load["description"] = description;
        load["arguments"]!["temporal_extent"] = new JsonArray("2023-01-01", string.Create(CultureInfo.InvariantCulture, $"{2023 + years}-{months + 1:00}-01"));
        return graph;
    }

    /// <summary>The mean of each date in each polygon, as CSV.</summary>
    public static JsonObject ZonalMeans(JsonNode polygons)
    {
        var graph = Graph(Clear + """
            "zones": {"process_id": "aggregate_spatial", "arguments": {"data": {"from_node": "clear"}, "geometries": {}, "reducer": {"process_graph": {
              "mean": {"process_id": "mean", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}},
            "save": {"process_id": "save_result", "arguments": {"data": {"from_node": "zones"}, "format": "CSV"}, "result": true}
            """);
        graph["process_graph"]!["zones"]!["arguments"]!["geometries"] = polygons;
        return graph;
    }

    private static string Reduced(string reducer) => """
        "REDUCER": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "clear"}, "dimension": "t", "reducer": {"process_graph": {
          "r": {"process_id": "REDUCER", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}},
        "REDUCER_band": {"process_id": "add_dimension", "arguments": {"data": {"from_node": "REDUCER"}, "name": "bands", "label": "REDUCER", "type": "bands"}},
        """.Replace("REDUCER", reducer, StringComparison.Ordinal);

    private static JsonObject Graph(string nodes) => JsonNode.Parse("""{"process_graph": {""" + nodes + "} }")!.AsObject();
}
