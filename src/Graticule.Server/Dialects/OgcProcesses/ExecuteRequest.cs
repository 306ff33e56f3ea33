using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>A request to run a process, read.</summary>
/// <param name="Spec">What the engine is asked for; inputs that are still pending are null in it.</param>
/// <param name="Presentation">How to show the results.</param>
/// <param name="Faults">What is wrong with the request's form.</param>
/// <param name="Pending">Inputs that need a look into a store.</param>
internal sealed record ExecuteRequest(JobSpec Spec, Presentation Presentation, List<Fault> Faults, IReadOnlyList<PendingInput> Pending);

/// <summary>An input value that is a file of this server, or is to become one.</summary>
/// <param name="Target">The inputs object that it is put into.</param>
/// <param name="Place">JSON Pointer to where that object is a member.</param>
/// <param name="Name">The input.</param>
/// <param name="Index">Place in the input's list; null when it is no list.</param>
/// <param name="MediaType">What the caller said it is.</param>
/// <param name="OwnPath">Path of a resource of this server, below its root; null for content.</param>
/// <param name="Content">Bytes that came with the request; null for a path.</param>
internal sealed record PendingInput(JsonObject Target, string Place, string Name, int? Index, string? MediaType, string? OwnPath, byte[]? Content)
{
    /// <summary>A collection that its files come from; null for a path or content.</summary>
    public CollectionRequest? Collection { get; init; }

    /// <summary>The input that a collection is for.</summary>
    public Parameter? Parameter { get; init; }

    public string Pointer => Place + InputReader.Pointer(Name, Index);
}
