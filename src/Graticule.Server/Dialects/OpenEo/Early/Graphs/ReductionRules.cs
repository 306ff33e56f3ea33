using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Processes that make one value of many.</summary>
internal static class ReductionRules
{
    /// <summary>Those that give the same two by two as at once.</summary>
    private static readonly string[] Associative = ["sum", "min", "max", "product", "run_udf"];

    public static IEnumerable<KeyValuePair<string, Action<NodeCall>>> All =>
    [
        NodeRules.Rule("reduce", Reduce),
        NodeRules.Rule("reduce_dimension", call => NodeRules.NameDimension(call)),
        NodeRules.Rule("aggregate_polygon", AggregatePolygon),
        NodeRules.Rule("zonal_statistics", AggregatePolygon),
        NodeRules.Rule("aggregate_temporal", AggregateTemporal),
    ];

    /// <summary>A copy of a value in which some parts are others.</summary>
    /// <param name="value">Stays as it is.</param>
    /// <param name="other">What a part becomes; null: it stays.</param>
    internal static JsonNode? Replace(JsonNode? value, Func<JsonNode, JsonNode?> other) => value is not null && other(value) is { } replaced ? replaced : value switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Replace(member.Value, other)))),
        JsonArray items => new JsonArray([.. items.Select(item => Replace(item, other))]),
        _ => value?.DeepClone(),
    };

    private static void Reduce(NodeCall call)
    {
        NodeRules.NameDimension(call);
        if (call.Arguments["reducer"] is null)
        {
            call.Become("drop_dimension");
            call.Rename("dimension", "name");
            call.Take("binary");
            return;
        }

        call.Become("reduce_dimension");
        TakeBinary(call);
    }

    private static void AggregatePolygon(NodeCall call)
    {
        call.Rename("polygons", "geometries");
        CubeRules.Geometries(call, "geometries");
        call.Become("aggregate_spatial");
        if (call.Take("name") is not null)
        {
            call.Remark($"The argument 'name' of '{call.Asked}' is not used: the values are those of the dimensions that remain.");
        }

        TakeBinary(call);
    }

    private static void AggregateTemporal(NodeCall call)
    {
        NodeRules.NameDimension(call);
        TakeBinary(call);
    }

    /// <summary>A reducer of two values, <c>x</c> and <c>y</c>, as one of all of them, where that is the same.</summary>
    private static void TakeBinary(NodeCall call)
    {
        if (call.Take("binary") is not JsonValue binary || !binary.TryGetValue<bool>(out var isBinary) || !isBinary)
        {
            return;
        }

        var reducer = call.Arguments["reducer"]?["process_graph"] as JsonObject;
        if (reducer is not { Count: 1 } || reducer.Single().Value is not JsonObject node || !Associative.Contains((string?)node["process_id"], StringComparer.Ordinal))
        {
            throw call.Wrong("binary", $"has a reducer of two values, which is taken only as one of the processes {string.Join(", ", Associative)}: leave 'binary' out, and let the reducer take all values as 'data'");
        }

        node["arguments"]!["data"] = NodeWriter.FromParameter("data");
        if ((string?)node["process_id"] == "run_udf")
        {
            call.Remark("The user-defined function gets all values at once, and not two by two.");
        }
    }
}
