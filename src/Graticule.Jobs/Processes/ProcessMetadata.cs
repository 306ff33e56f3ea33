using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>A fact about a process or one of its parameters that has no member of its own.</summary>
/// <param name="Title">What it is, for people.</param>
/// <param name="Role">What it is, as a URI or a short name.</param>
/// <param name="Href">Where it lies; null when <paramref name="Value"/> holds it.</param>
/// <param name="Value">The fact itself; null when it lies elsewhere.</param>
public sealed record ProcessMetadata(string? Title, string? Role = null, string? Href = null, JsonNode? Value = null);

/// <summary>Something about a process that lies elsewhere: its licence, its help, its picture.</summary>
public sealed record ProcessLink(string Href, string Relation, string? MediaType = null, string? Title = null);

/// <summary>A named setting of a process or a parameter that only some programs understand.</summary>
public sealed record AdditionalParameter(string Name, IReadOnlyList<JsonNode?> Values);
