using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// The secondary services of all users: a document each, and while a service is enabled a file that maps are drawn from, with its process
/// graph and all that the graph needs.
/// </summary>
internal sealed class Services(IDocumentStore documents, IFileStore files, JobSpecs specs, JsonObject settings, TimeProvider clock)
{
    /// <summary>The layer that services show.</summary>
    public const string Layer = "result";

    public static bool IsEnabled(JsonObject service) => (bool?)service["enabled"] ?? true;

    public static string KeyOf(string id) => $"services/{id}/{Layer}{GraphLayers.Extension}";

    public async Task<Document> CreateAsync(Caller caller, JsonObject service, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var document = new Document(caller.Subject, Words.ServiceKind, JobId.New(clock).ToString(), service, now, now);
        await PublishAsync(caller, document, cancellationToken);
        await documents.AddAsync(document, cancellationToken);
        return document;
    }

    /// <exception cref="OpenEoException">ServiceNotFound.</exception>
    public Document Get(Caller caller, string id) => documents.Find(caller.Subject, Words.ServiceKind, id) ?? throw Errors.New("ServiceNotFound", $"There is no service '{id}'.");

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Document> List(Caller caller, string? after, int limit) =>
        documents.List(new(caller.Subject, Words.ServiceKind) { IsDescending = true, After = after, Limit = limit });

    public async Task ReviseAsync(Caller caller, string id, JsonObject change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = Get(caller, id);
            var content = document.Content.DeepClone().AsObject();
            foreach (var (name, value) in change)
            {
                content[name] = value?.DeepClone();
            }

            var revised = document with { Content = content, UpdatedAt = clock.GetUtcNow() };
            await PublishAsync(caller, revised, cancellationToken);
            if (await documents.TryReplaceAsync(revised, cancellationToken))
            {
                return;
            }
        }
    }

    public async Task RemoveAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        _ = Get(caller, id);
        await documents.DeleteAsync(caller.Subject, Words.ServiceKind, id, cancellationToken);
        await files.DeleteAsync(KeyOf(id), cancellationToken);
    }

    /// <summary>Lets the maps of an enabled service be drawn, and those of another one no more.</summary>
    private async Task PublishAsync(Caller caller, Document document, CancellationToken cancellationToken)
    {
        var key = KeyOf(document.Id);
        if (!IsEnabled(document.Content))
        {
            await files.DeleteAsync(key, cancellationToken);
            return;
        }

        var inputs = (await specs.MakeAsync(caller, document.Content, record: null, cancellationToken)).Inputs;
        inputs[GraphDescription.Files] = new JsonArray([.. (inputs[GraphDescription.Files] as JsonArray ?? []).Select(file => JsonValue.Create(PathOf(file)))]);
        inputs[GraphLayers.Settings] = settings.DeepClone();
        using var content = new MemoryStream(Wire.Bytes(inputs));
        await files.SaveAsync(key, content, cancellationToken);
    }

    private string PathOf(JsonNode? file) => InputReference.TryRead(file, out var reference) && reference.FileKey is { } key && files.FindPath(key) is { } path
        ? path
        : throw Errors.New("FeatureUnsupported", "The process graph of a service reads no addresses in the web: upload the file, and load it by 'load_uploaded_files'.");
}
