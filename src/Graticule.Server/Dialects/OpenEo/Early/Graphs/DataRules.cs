using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Where data come from and go to.</summary>
internal static class DataRules
{
    public static IEnumerable<KeyValuePair<string, Action<NodeCall>>> All =>
    [
        NodeRules.Rule("load_collection", Load),
        NodeRules.Rule("get_collection", Load),
        NodeRules.Rule("run_udf", call => PlainPath(call, "udf")),
        NodeRules.Rule("load_uploaded_files", PlainPaths),
        NodeRules.Rule("run_process_graph", RunStored),
        NodeRules.Rule("export", Save),
        NodeRules.Rule("save_result", Save),
        NodeRules.Rule("output", call => Inspect(call, "output")),
        NodeRules.Rule("debug", call => Inspect(call, "debug")),
        NodeRules.Rule("load_result", call => throw call.Wrong("id", "cannot load results of other jobs here: put the process graph of that job in its place")),
        NodeRules.Rule("find_collections", call => throw call.Wrong(null, "is not there: name the collection with 'load_collection'")),
    ];

    private static void Load(NodeCall call)
    {
        call.Become("load_collection");
        call.Rename("name", "id");
        var id = call.Text("id") ?? throw call.Wrong("id", "needs the argument 'id': the name of a collection");
        var collection = call.Level.Translation.World.Collection(id) ?? throw call.Wrong("id", $"asks for the collection '{id}', which is not there");
        if (collection.Id != id)
        {
            call.Remark($"'{id}' is the collection '{collection.Id}' here.");
            call.Arguments["id"] = collection.Id;
        }

        BoxOf(call, "spatial_extent");
        call.Arguments.TryAdd("spatial_extent", null);
        call.Arguments.TryAdd("temporal_extent", null);
        NameBands(call, "bands", collection);
    }

    /// <summary>Reference systems of boxes were texts too.</summary>
    internal static void BoxOf(NodeCall call, string argument)
    {
        if (call.Arguments[argument] is JsonObject box && box["crs"] is { } system)
        {
            box["crs"] = BoxFilters.System(system.DeepClone(), new(call.Asked, call.Arguments, call.Level.Translation), argument);
        }
    }

    /// <summary>Bands by their other names.</summary>
    internal static void NameBands(NodeCall call, string argument, EarlyCollection? collection)
    {
        if (call.Arguments[argument] is JsonArray { Count: > 0 } bands && collection is { BandDimension: { } dimension })
        {
            var image = new EarlyImage("") { BandDimension = dimension, Bands = collection.Bands };
            var asked = new ProcessCall(call.Asked, call.Arguments, call.Level.Translation);
            call.Arguments[argument] = new JsonArray([.. bands.Select(band => (JsonNode)BandTexts.Name(image, band, asked, argument))]);
        }
    }

    private static void PlainPath(NodeCall call, string argument)
    {
        if (call.Text(argument) is { } path && path.StartsWith('/'))
        {
            call.Arguments[argument] = UserPaths.Plain(path);
        }
    }

    private static void PlainPaths(NodeCall call)
    {
        if (call.Arguments["paths"] is JsonArray paths)
        {
            call.Arguments["paths"] = new JsonArray([.. paths.Select(path => path is JsonValue value && value.TryGetValue<string>(out var text) ? UserPaths.Plain(text) : path?.DeepClone())]);
        }
    }

    private static void Save(NodeCall call)
    {
        call.Become("save_result");
        call.Rename("subtype", "format");
        if (call.Text("format") is { } format)
        {
            call.Arguments["format"] = Outputs.NameOf(format);
        }
    }

    private static void Inspect(NodeCall call, string message)
    {
        var data = call.Take("data");
        call.Become("inspect", new JsonObject { ["data"] = data, ["message"] = message });
    }

    /// <summary>A stored graph stands in the place of its call, whose node only passes its result on.</summary>
    private static void RunStored(NodeCall call)
    {
        var id = call.Text("id") ?? throw call.Wrong("id", "needs the argument 'id': that of a stored process graph");
        var translation = call.Level.Translation;
        if (translation.Stored.Any(one => one.Id == id))
        {
            throw call.Wrong("id", $"runs the stored process graph '{id}', which contains itself");
        }

        var graph = translation.World.StoredGraph(id) ?? throw call.Wrong("id", $"asks for the stored process graph '{id}', and you have none of that id");
        var variables = call.Arguments["variables"] as JsonObject;
        translation.Stored.Push((id, new(id, [], translation)));
        var nodes = NodeGraph.Nodes(Variables.Fill(graph, name => variables?[name] ?? translation.World.Variables.GetValueOrDefault(name)));
        var inner = new NodeLevel(nodes, translation, isCallback: false).Translate();
        translation.Stored.Pop();
        var result = call.Level.Insert(inner);
        call.Become("inspect", new JsonObject { ["data"] = NodeWriter.FromNode(result), ["message"] = $"The stored process graph '{id}'", ["level"] = "debug" });
    }
}
