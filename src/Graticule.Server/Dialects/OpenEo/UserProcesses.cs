using System.Text.Json.Nodes;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The processes that users stored.</summary>
internal sealed class UserProcesses(IDocumentStore documents, TimeProvider clock)
{
    public JsonObject? Find(string owner, string id) => documents.Find(owner, Words.ProcessKind, id)?.Content;

    public IReadOnlyList<Document> List(string owner, string? after, int limit) =>
        documents.List(new(owner, Words.ProcessKind) { After = after, Limit = limit });

    /// <summary>In place of what was stored under that id.</summary>
    public async Task PutAsync(string owner, string id, JsonObject process, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        while (true)
        {
            var known = documents.Find(owner, Words.ProcessKind, id);
            var isSaved = known is null
                ? await documents.AddAsync(new(owner, Words.ProcessKind, id, process, now, now), cancellationToken)
                : await documents.TryReplaceAsync(known with { Content = process, UpdatedAt = now }, cancellationToken);
            if (isSaved)
            {
                return;
            }
        }
    }

    public Task<bool> DeleteAsync(string owner, string id, CancellationToken cancellationToken) =>
        documents.DeleteAsync(owner, Words.ProcessKind, id, cancellationToken);
}
