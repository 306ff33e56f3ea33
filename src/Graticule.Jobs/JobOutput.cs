using System.Text.Json.Nodes;

namespace Graticule.Jobs;

/// <summary>One named result: a small JSON value, or a file. Exactly one of <paramref name="Value"/> and <paramref name="FileKey"/> is set.</summary>
/// <param name="Name">The output's name in the process description.</param>
/// <param name="MediaType">Media type of the file, or of the value when it is written raw.</param>
/// <param name="Value">The value itself.</param>
/// <param name="FileKey">In a report: the file's name in the workspace. In a job: its key in the file store.</param>
/// <param name="Length">Size of the file in bytes.</param>
public sealed record JobOutput(string Name, string MediaType, JsonNode? Value = null, string? FileKey = null, long? Length = null);
