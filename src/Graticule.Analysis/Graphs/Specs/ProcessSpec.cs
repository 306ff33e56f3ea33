using System.Text.Json;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>The definition of a process: of this server, or one that a user wrote.</summary>
/// <param name="Id">Letters, digits and underscores.</param>
/// <param name="Json">The definition as it is served.</param>
/// <param name="Parameters">In order; null where a user's process does not tell them.</param>
/// <param name="Returns">What its value is.</param>
public sealed record ProcessSpec(string Id, JsonElement Json, IReadOnlyList<ProcessParameter>? Parameters, ValueSchema Returns)
{
    /// <summary>Whether it may change without notice.</summary>
    public bool IsExperimental => SchemaReader.Member(Json, "experimental")?.ValueKind == JsonValueKind.True;

    /// <summary>Ids of the processes that its graph calls, callbacks included; none of a process of this server.</summary>
    internal IEnumerable<string> Calls => SchemaReader.Member(Json, "process_graph") is { } graph ? CallsIn(graph) : [];

    /// <summary>A parameter by its name; null if there is none.</summary>
    public ProcessParameter? Find(string parameter) => Parameters?.FirstOrDefault(known => known.Name == parameter);

    /// <summary>Reads a definition; what is missing in one of a user counts as unknown.</summary>
    /// <param name="id">Its id, which goes before one in the definition.</param>
    /// <param name="json">An object with <c>parameters</c>, <c>returns</c> and, if a user wrote it, <c>process_graph</c>.</param>
    public static ProcessSpec Read(string id, JsonElement json) => new(
        id,
        json,
        ProcessParameter.ReadAll(SchemaReader.Member(json, "parameters")),
        SchemaReader.Member(json, "returns") is { } returns && SchemaReader.Member(returns, "schema") is { } schema
            ? SchemaReader.Read(schema)
            : ValueSchema.Any);

    private static IEnumerable<string> CallsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .SelectMany(member => member is { Name: "process_id", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : CallsIn(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(CallsIn),
        _ => [],
    };
}
