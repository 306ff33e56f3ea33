using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>A process within a graph of an early version, with its arguments.</summary>
/// <param name="Process">Its id, as it is written.</param>
/// <param name="Arguments">As they are written; without the id where they stand beside it.</param>
/// <param name="Translation">Of the graph that it is in.</param>
internal sealed record ProcessCall(string Process, JsonObject Arguments, Translation Translation)
{
    /// <summary>What the image is called among the arguments.</summary>
    public static IReadOnlyList<string> ImageNames { get; } = ["imagery", "collection", "collections", "data"];

    /// <summary>An argument; null where it is neither here nor given to the stored graph around this.</summary>
    public JsonNode? this[string name] => Arguments[name] ?? Around?[name];

    private ProcessCall? Around => Translation.Stored.TryPeek(out var stored) && !ReferenceEquals(stored.Call, this) ? stored.Call : null;

    /// <summary>The image that the process works on.</summary>
    /// <exception cref="EarlyGraphException">There is none, or it cannot be understood.</exception>
    public EarlyImage Image()
    {
        foreach (var name in ImageNames)
        {
            if (Arguments[name] is { } value)
            {
                return TreeReader.Image(value, this, name);
            }
        }

        return Translation.Stored.TryPop(out var stored) ? FromAround(stored) : throw Missing("imagery", "the image that it works on: a process or data");
    }

    public string Text(string name, string expected) => OptionalText(name) ?? throw Missing(name, expected);

    /// <exception cref="EarlyGraphException">It is there and no text.</exception>
    public string? OptionalText(string name) => this[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Wrong(name, "must be a text"),
    };

    public double Number(string name, string expected) => OptionalNumber(name) ?? throw Missing(name, expected);

    /// <exception cref="EarlyGraphException">It is there and no number.</exception>
    public double? OptionalNumber(string name) => this[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<double>(),
        _ => throw Wrong(name, "must be a number"),
    };

    /// <summary>Complains of arguments that the process has not.</summary>
    /// <exception cref="EarlyGraphException">There is one.</exception>
    public void Allow(params IEnumerable<string> names)
    {
        List<string> known = [.. names];
        if (Arguments.FirstOrDefault(argument => !known.Contains(argument.Key, StringComparer.Ordinal)) is { Key: { } unknown })
        {
            throw new EarlyGraphException($"The process '{Process}' has no argument '{unknown}'; it has: {string.Join(", ", known)}.", Process, unknown);
        }
    }

    public EarlyGraphException Missing(string name, string expected) =>
        new($"The process '{Process}' needs the argument '{name}': {expected}.", Process, name);

    /// <param name="name">Of the argument.</param>
    /// <param name="complaint">Goes on after the argument: <c>must be a number</c>.</param>
    public EarlyGraphException Wrong(string name, string complaint) =>
        new($"The argument '{name}' of the process '{Process}' {complaint}.", Process, name);

    /// <summary>The image given to the stored graph, which itself stands outside of that graph.</summary>
    private EarlyImage FromAround((string Id, ProcessCall Call) stored)
    {
        try
        {
            return stored.Call.Image();
        }
        finally
        {
            Translation.Stored.Push(stored);
        }
    }
}
