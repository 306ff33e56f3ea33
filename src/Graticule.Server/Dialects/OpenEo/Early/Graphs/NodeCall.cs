using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>A node while it becomes one of today: its process and its arguments change.</summary>
/// <param name="process">As it is written.</param>
/// <param name="arguments">As they are written, with the callbacks and references in them as those of today.</param>
/// <param name="level">Where the node is.</param>
internal sealed class NodeCall(string process, JsonObject arguments, NodeLevel level)
{
    /// <summary>As it is written.</summary>
    public string Asked { get; } = process;

    /// <summary>The process of today.</summary>
    public string Process { get; private set; } = process;

    public JsonObject Arguments { get; private set; } = arguments;

    public NodeLevel Level => level;

    /// <summary>Makes it a call of another process, with the same arguments or others.</summary>
    public void Become(string process, JsonObject? arguments = null)
    {
        Process = process;
        Arguments = arguments ?? Arguments;
    }

    /// <summary>Gives an argument another name, where the call has it.</summary>
    public void Rename(string name, string today)
    {
        if (Arguments.ContainsKey(name) && !Arguments.ContainsKey(today))
        {
            Arguments[today] = Take(name);
        }
    }

    /// <summary>Removes an argument, and gives its value; null where there is none.</summary>
    public JsonNode? Take(string name)
    {
        var value = Arguments[name];
        Arguments.Remove(name);
        return value;
    }

    public void Remark(string sentence) => level.Translation.Remark(sentence);

    /// <param name="argument">At fault; null: none in particular.</param>
    /// <param name="complaint">Goes on after the process: <c>needs an array</c>.</param>
    public EarlyGraphException Wrong(string? argument, string complaint) => new($"The process '{Asked}' {complaint}.", Asked, argument);

    /// <summary>An argument as text; null where it is not there or is none.</summary>
    public string? Text(string name) => Arguments[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
