using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Several images as one, and graphs within graphs.</summary>
internal static class Combining
{
    public static IReadOnlyList<EarlyProcess> All { get; } =
    [
        new("union", "Puts images together. Where several have a value for the same pixel, date and band, that of the first is taken.",
        [new("collection", "An array of images.")], call =>
        {
            call.Allow(ProcessCall.ImageNames);
            return call.Image();
        }),
        new("process_graph", "Applies a stored process graph; processes in it that lack an argument take it from here.",
        [EarlyArgument.Imagery, new("uri", "Address of a process graph that you stored on this server.")], Nested),
    ];

    /// <summary>The union of an array of images.</summary>
    public static EarlyImage Union(JsonArray images, ProcessCall call, string name)
    {
        var union = images.Select(image => TreeReader.Image(image ?? throw call.Wrong(name, "must have no null in it"), call, name)).Aggregate((one, other) => Merge(one, other, call));
        return union;
    }

    private static EarlyImage Merge(EarlyImage one, EarlyImage other, ProcessCall call)
    {
        var first = new NodeWriter();
        first.Add("first", new JsonObject { ["data"] = new JsonArray(NodeWriter.FromParameter("x"), NodeWriter.FromParameter("y")) });
        var node = call.Translation.Writer.Add("merge_cubes", new JsonObject
        {
            ["cube1"] = NodeWriter.FromNode(one.Node),
            ["cube2"] = NodeWriter.FromNode(other.Node),
            ["overlap_resolver"] = NodeWriter.Callback(first),
        });
        return one with
        {
            Node = node,
            Time = one.Time ?? other.Time,
            BandDimension = one.BandDimension ?? other.BandDimension,
            Bands = [.. one.Bands.Union(other.Bands)],
        };
    }

    private static EarlyImage Nested(ProcessCall call)
    {
        // Written 'url' in 0.3.
        var address = call.OptionalText("url") ?? call.Text("uri", "the address of a process graph that you stored on this server");
        return StoredGraphs.Read(
            StoredGraphs.IdIn(address) ?? throw call.Wrong("uri", $"must be the address of a process graph that you stored on this server, such as /users/me/process_graphs/ndvi, not '{address}'"),
            call);
    }
}
