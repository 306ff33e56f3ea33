using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>A CWL type, with names resolved and short forms (<c>string[]?</c>) written out.</summary>
internal sealed record InputType(string Kind)
{
    private const int Deepest = 32;

    /// <summary>Of an array.</summary>
    public InputType? Items { get; init; }

    /// <summary>Of a union; <c>null</c> is one of them where the value may be left out.</summary>
    public IReadOnlyList<InputType> Alternatives { get; init; } = [];

    /// <summary>Of a record.</summary>
    public IReadOnlyList<(string Name, InputType Type)> Fields { get; init; } = [];

    /// <summary>Of an enumeration, in their short form.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    public bool TakesNull => Kind is "null" or "Any" || Alternatives.Any(one => one.TakesNull);

    /// <param name="type">As the document has it.</param>
    /// <param name="process">Knows the named types: those of its SchemaDefRequirement, and of the document's.</param>
    /// <exception cref="JsonException">The type is none, or has a name that nobody defined.</exception>
    public static InputType Of(JsonNode? type, PackedProcess process) => Of(type, process, Deepest);

    public override string ToString() => Kind switch
    {
        "array" => $"{Items}[]",
        "union" => string.Join(" or ", Alternatives),
        "enum" => string.Join('|', Symbols),
        _ => Kind,
    };

    /// <summary>Whether a JSON value looks like one of this type; what is inside of it is not looked at.</summary>
    public bool Takes(JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return Kind switch
        {
            "null" => kind == JsonValueKind.Null,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "int" or "long" => kind == JsonValueKind.Number && value!.ToJsonString().AsSpan().IndexOfAny(".eE") < 0,
            "float" or "double" => kind == JsonValueKind.Number,
            "string" => kind == JsonValueKind.String,
            "enum" => kind == JsonValueKind.String && Symbols.Contains(PackedProcess.Last(value!.GetValue<string>()), StringComparer.Ordinal),
            "File" or "Directory" => kind == JsonValueKind.String,
            "array" => kind == JsonValueKind.Array,
            "record" => kind == JsonValueKind.Object || (kind == JsonValueKind.String && Fields is [{ Name: "value" }]),
            "union" => Alternatives.Any(one => one.Takes(value)),
            _ => true,
        };
    }

    private static InputType Of(JsonNode? type, PackedProcess process, int depth)
    {
        if (depth == 0)
        {
            throw new JsonException($"A type is nested more than {Deepest} levels deep.");
        }

        return type switch
        {
            JsonArray several => new("union") { Alternatives = [.. several.Select(one => Of(one, process, depth - 1))] },
            JsonObject written => OfObject(written, process, depth),
            _ when PackedProcess.Text(type) is { } name => OfName(name, process, depth),
            _ => throw new JsonException("An input has no type."),
        };
    }

    private static InputType OfObject(JsonObject written, PackedProcess process, int depth) => PackedProcess.Text(written["type"]) switch
    {
        "array" => new("array") { Items = Of(written["items"], process, depth - 1) },
        "enum" => new("enum") { Symbols = [.. (written["symbols"] as JsonArray ?? []).Select(PackedProcess.Text).OfType<string>().Select(PackedProcess.Last)] },
        "record" => new("record")
        {
            Fields = [.. PackedProcess.Named(written["fields"], "type").Select(field => (field.Name, Of((field.Value as JsonObject)?["type"], process, depth - 1)))],
        },
        _ => Of(written["type"], process, depth - 1),
    };

    private static InputType OfName(string name, PackedProcess process, int depth)
    {
        if (name.EndsWith('?'))
        {
            return new("union") { Alternatives = [new("null"), Of(name[..^1], process, depth - 1)] };
        }

        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return new("array") { Items = Of(name[..^2], process, depth - 1) };
        }

        return name is "null" or "boolean" or "int" or "long" or "float" or "double" or "string" or "File" or "Directory" or "Any" or "stdin" or "stdout" or "stderr"
            ? new(name)
            : Of(Defined(name, process), process, depth - 1);
    }

    private static JsonObject Defined(string name, PackedProcess process) =>
        process.Requirements("SchemaDefRequirement")
            .SelectMany(found => (found["types"] as JsonArray ?? []).OfType<JsonObject>())
            .Where(type => PackedProcess.Text(type["name"]) is { } known && (known == name || PackedProcess.Last(known) == PackedProcess.Last(name)))
            .OrderByDescending(type => PackedProcess.Text(type["name"]) == name)
            .FirstOrDefault()
        ?? throw new JsonException($"The type '{name}' is defined nowhere in the document.");
}
