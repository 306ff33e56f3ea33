using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Indices of bands.</summary>
internal static class IndexRules
{
    public static IEnumerable<KeyValuePair<string, Action<NodeCall>>> All =>
    [
        NodeRules.Rule("ndvi", Vegetation),
        NodeRules.Rule("normalized_difference", Difference),
    ];

    /// <summary>The bands give way to the index: to a band of it where it is given a name.</summary>
    private static void Vegetation(NodeCall call)
    {
        if (call.Take("name") is not JsonValue value || !value.TryGetValue<string>(out var name))
        {
            return;
        }

        var arguments = call.Arguments.DeepClone().AsObject();
        arguments["target_band"] = name;
        var index = call.Level.Add("ndvi", arguments);
        call.Become("filter_bands", new JsonObject { ["data"] = index, ["bands"] = new JsonArray(name) });
    }

    /// <summary>Of two numbers within callbacks; of two cubes of a band each otherwise.</summary>
    private static void Difference(NodeCall call)
    {
        call.Take("name");
        if (call.Level.IsCallback || !call.Arguments.ContainsKey("band1"))
        {
            call.Rename("band1", "x");
            call.Rename("band2", "y");
            return;
        }

        var resolver = new NodeWriter();
        resolver.Add("normalized_difference", new JsonObject { ["x"] = NodeWriter.FromParameter("x"), ["y"] = NodeWriter.FromParameter("y") });
        call.Become("merge_cubes", new JsonObject
        {
            ["cube1"] = WithoutBands(call, "band1"),
            ["cube2"] = WithoutBands(call, "band2"),
            ["overlap_resolver"] = NodeWriter.Callback(resolver),
        });
    }

    private static JsonNode? WithoutBands(NodeCall call, string argument)
    {
        var cube = call.Take(argument);
        return call.Level.Source(cube)?.BandDimension is { } bands ? call.Level.Add("drop_dimension", new JsonObject { ["data"] = cube, ["name"] = bands }) : cube;
    }
}
