using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Storage;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>The process graphs that users stored, as they were written; versions whose graphs are written otherwise have others.</summary>
internal sealed class UserGraphs(IDocumentStore documents, EarlyForm form, TimeProvider clock)
{
    private const string GraphMember = "process_graph";

    private readonly string _kind = $"openeo.early.{form.ToString().ToLowerInvariant()}";

    /// <summary>By id, the oldest first.</summary>
    public IReadOnlyList<Document> List(Caller caller) => documents.List(new(caller.Subject, _kind));

    /// <summary>The graph; null where there is none.</summary>
    public JsonNode? Find(Caller caller, string id) => FindDocument(caller, id)?.Content[GraphMember];

    /// <summary>The graph and what is said of it; null where there is none.</summary>
    public Document? FindDocument(Caller caller, string id) => documents.Find(caller.Subject, _kind, id);

    /// <summary>Stores a graph.</summary>
    /// <param name="caller">Whose it is.</param>
    /// <param name="content">The graph as <c>process_graph</c>, and what is said of it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The id that it gets.</returns>
    public async Task<string> AddAsync(Caller caller, JsonObject content, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = JobId.New(clock).ToString();
        await documents.AddAsync(new(caller.Subject, _kind, id, content, now, now), cancellationToken);
        return id;
    }

    /// <summary>In place of the one of that id; false where there is none.</summary>
    public async Task<bool> ReplaceAsync(Caller caller, string id, JsonObject content, CancellationToken cancellationToken)
    {
        while (documents.Find(caller.Subject, _kind, id) is { } known)
        {
            if (await documents.TryReplaceAsync(known with { Content = content, UpdatedAt = clock.GetUtcNow() }, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    public Task<bool> DeleteAsync(Caller caller, string id, CancellationToken cancellationToken) => documents.DeleteAsync(caller.Subject, _kind, id, cancellationToken);

    /// <summary>What is kept of a graph of which nothing is said.</summary>
    public static JsonObject ContentOf(JsonNode graph) => new() { [GraphMember] = graph.DeepClone() };
}
