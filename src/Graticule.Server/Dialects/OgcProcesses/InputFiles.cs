using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Puts what is pending in a request into its place: stored files after a look at their owner, inline content after storing it.</summary>
internal sealed class InputFiles(JobEngine engine, IFileStore files)
{
    /// <param name="caller">Who may see what.</param>
    /// <param name="request">Gets the references, or further faults.</param>
    /// <param name="isDryRun">Store nothing.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task ResolveAsync(Caller caller, ExecuteRequest request, bool isDryRun, CancellationToken cancellationToken)
    {
        foreach (var pending in request.Pending)
        {
            var value = pending.Content is { } content
                ? await KeepAsync(content, pending.MediaType, isDryRun, cancellationToken)
                : await FindAsync(caller, pending, request.Faults, cancellationToken);
            if (pending.Index is { } index)
            {
                pending.Target[pending.Name]!.AsArray()[index] = value;
            }
            else
            {
                pending.Target[pending.Name] = value;
            }
        }
    }

    private async Task<JsonNode> KeepAsync(byte[] content, string? mediaType, bool isDryRun, CancellationToken cancellationToken)
    {
        var key = $"inline/{Guid.NewGuid():N}";
        if (!isDryRun)
        {
            await files.SaveAsync(key, new MemoryStream(content, writable: false), cancellationToken);
        }

        return new InputReference(Href: null, key, mediaType).Write();
    }

    private async Task<JsonNode?> FindAsync(Caller caller, PendingInput pending, List<Fault> faults, CancellationToken cancellationToken)
    {
        var found = pending.OwnPath!.Split('/') switch
        {
            ["files", var name] => Stored(FileNames.UploadKey(caller, name), pending),
            ["collections", var collection, var file] => Stored(FileNames.CollectionKey(collection, file), pending),
            ["jobs", var job, "results", var output] => await OutputAsync(caller, job, output, "0", pending, cancellationToken),
            ["jobs", var job, "results", var output, var place] => await OutputAsync(caller, job, output, place, pending, cancellationToken),
            ["jobs", var job, "results", var output, "files", .. var path] => await OutputAsync(caller, job, output, "0", pending, cancellationToken, string.Join('/', path)),
            ["jobs", var job, "results", var output, var place, "files", .. var path] =>
                await OutputAsync(caller, job, output, place, pending, cancellationToken, string.Join('/', path)),
            _ => null,
        };
        if (found is null)
        {
            faults.Add(new(pending.Pointer + "/href", $"This server has no file '{pending.OwnPath}' that you may read."));
        }

        return found;
    }

    private JsonObject? Stored(string? key, PendingInput pending) =>
        key is not null && files.FindPath(key) is not null ? new InputReference(Href: null, key, pending.MediaType).Write() : null;

    /// <summary>A copy of a value; null where it could be taken for a reference, which only this dialect may write.</summary>
    private static JsonNode? Literal(JsonNode? value) =>
        value is not null && !InputReferences.Any(new() { ["value"] = value.DeepClone() }) ? value.DeepClone() : null;

    private async Task<JsonNode?> OutputAsync(
        Caller caller, string job, string output, string place, PendingInput pending, CancellationToken cancellationToken, string path = "")
    {
        if (!JobId.TryParse(job, out var id) || !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return null;
        }

        try
        {
            var found = await engine.GetAsync(caller.Subject, id, cancellationToken);
            var result = found.Outputs.Where(one => one.Name == output).ElementAtOrDefault(index);
            if (result?.FolderKey is { } folder)
            {
                var file = path.Length == 0 ? result.FileKey! : result.KeyOf(path);
                return files.FindPath(file) is null ? null : new InputReference(Href: null, file, pending.MediaType ?? result.MediaType, folder).Write();
            }

            return result?.FileKey is { } key
                ? Stored(key, pending with { MediaType = pending.MediaType ?? result.MediaType })
                : Literal(result?.Value);
        }
        catch (ProblemException)
        {
            return null;
        }
    }
}
