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

    /// <summary>Null where there is none.</summary>
    public JsonNode? Find(Caller caller, string id) => documents.Find(caller.Subject, _kind, id)?.Content[GraphMember];

    /// <summary>The id that it gets.</summary>
    public async Task<string> AddAsync(Caller caller, JsonNode graph, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = JobId.New(clock).ToString();
        await documents.AddAsync(new(caller.Subject, _kind, id, Content(graph), now, now), cancellationToken);
        return id;
    }

    /// <summary>In place of the one of that id; false where there is none.</summary>
    public async Task<bool> ReplaceAsync(Caller caller, string id, JsonNode graph, CancellationToken cancellationToken)
    {
        while (documents.Find(caller.Subject, _kind, id) is { } known)
        {
            if (await documents.TryReplaceAsync(known with { Content = Content(graph), UpdatedAt = clock.GetUtcNow() }, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    public Task<bool> DeleteAsync(Caller caller, string id, CancellationToken cancellationToken) => documents.DeleteAsync(caller.Subject, _kind, id, cancellationToken);

    private static JsonObject Content(JsonNode graph) => new() { [GraphMember] = graph.DeepClone() };
}
