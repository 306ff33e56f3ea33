using System.Text.Json;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>A parameter of a process, or of a callback.</summary>
/// <param name="Name">Letters, digits and underscores.</param>
/// <param name="Schema">What its argument may be.</param>
/// <param name="IsOptional">Whether the argument may be left out.</param>
/// <param name="Default">What it is then; null where nothing is told.</param>
public sealed record ProcessParameter(string Name, ValueSchema Schema, bool IsOptional, JsonElement? Default)
{
    /// <summary>The parameters with which a process is called that is given as the argument; null where the argument is no process.</summary>
    public IReadOnlyList<ProcessParameter>? CallbackParameters =>
        Schema.Alternatives.FirstOrDefault(alternative => alternative.Subtype == "process-graph")?.Parameters;

    /// <summary>Reads a list; null where there is none. What has no name is passed over.</summary>
    internal static IReadOnlyList<ProcessParameter>? ReadAll(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } parameters
        ? [.. parameters.EnumerateArray().Select(Read).OfType<ProcessParameter>()]
        : null;

    private static ProcessParameter? Read(JsonElement parameter)
    {
        if (SchemaReader.Text(parameter, "name") is not { } name)
        {
            return null;
        }

        var schema = SchemaReader.Member(parameter, "schema") is { } written ? SchemaReader.Read(written) : ValueSchema.Any;
        return new(name, schema, SchemaReader.Member(parameter, "optional")?.ValueKind == JsonValueKind.True, SchemaReader.Member(parameter, "default"));
    }
}
