using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>One graph while it is translated: the nodes so far, and what is to be told of it.</summary>
internal sealed class Translation(EarlyForm form, EarlyWorld world)
{
    private readonly List<string> _remarks = [];

    public EarlyForm Form => form;

    public EarlyWorld World => world;

    public NodeWriter Writer { get; } = new();

    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>The arguments of the calls of stored graphs that are being translated, the innermost last: a process there that lacks an argument finds it here.</summary>
    public Stack<(string Id, ProcessCall Call)> Stored { get; } = [];

    /// <summary>Tells the caller something, once.</summary>
    public void Remark(string sentence)
    {
        if (!_remarks.Contains(sentence, StringComparer.Ordinal))
        {
            _remarks.Add(sentence);
        }
    }

    /// <summary>Adds the node of a process that takes a cube as its <c>data</c>.</summary>
    /// <param name="image">Of what.</param>
    /// <param name="process">A process of today.</param>
    /// <param name="arguments">Those beside <c>data</c>.</param>
    public EarlyImage Apply(EarlyImage image, string process, params IEnumerable<(string Name, JsonNode? Value)> arguments)
    {
        JsonObject all = new() { ["data"] = NodeWriter.FromNode(image.Node) };
        foreach (var (name, value) in arguments)
        {
            all[name] = value;
        }

        return image with { Node = Writer.Add(process, all) };
    }
}
