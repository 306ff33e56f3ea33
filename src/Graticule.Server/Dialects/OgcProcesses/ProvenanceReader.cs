using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Gathers what is on record of a job's origin.</summary>
internal sealed class ProvenanceReader(ProcessCatalog catalog, Definition definition, Digests digests, IFileStore files)
{
    public async Task<Provenance> ReadAsync(Job job, Root root, CancellationToken cancellationToken)
    {
        var staged = await StagedInputs.ReadAsync(job.Id, files, cancellationToken);
        List<ProvenanceItem> inputs = [];
        foreach (var (name, value) in await definition.WriteInputsAsync(job, root, cancellationToken))
        {
            var given = job.Spec.Inputs[name];
            if (value is JsonArray many)
            {
                for (var index = 0; index < many.Count; index++)
                {
                    var place = string.Create(CultureInfo.InvariantCulture, $"{name}/{index}");
                    inputs.Add(await ReadInputAsync(place, many[index], ((JsonArray)given!)[index], staged, cancellationToken));
                }
            }
            else
            {
                inputs.Add(await ReadInputAsync(name, value, given, staged, cancellationToken));
            }
        }

        List<ProvenanceItem> outputs = [];
        foreach (var group in job.Outputs.GroupBy(output => output.Name, StringComparer.Ordinal))
        {
            var place = 0;
            foreach (var output in group)
            {
                outputs.Add(await ReadOutputAsync(job, root, output, place++, isAlone: group.Count() == 1, cancellationToken));
            }
        }

        return new()
        {
            Job = job,
            Root = root,
            Process = catalog.Of(job.Spec)?.Description,
            Package = catalog.PackageOf(job.Spec),
            Inputs = inputs,
            Outputs = outputs,
        };
    }

    private async Task<ProvenanceItem> ReadInputAsync(
        string name, JsonNode? written, JsonNode? given, IReadOnlyList<StagedInput> staged, CancellationToken cancellationToken)
    {
        if (!InputReference.TryRead(given, out var reference))
        {
            var text = written?.ToJsonString() ?? "null";
            return new(name, Location: null, text, Words.Json, FileKey: null, DigestOf(text));
        }

        // What was there when the job began counts; an uploaded file may have been replaced since.
        var found = staged.FirstOrDefault(one => one.Pointer == $"/inputs/{name}");
        var content = found is not null ? new(found.Length, found.Sha256) : await FindAsync(reference.FileKey, cancellationToken);
        return new(name, (string?)(written as JsonObject)?["href"], Value: null, reference.MediaType, reference.FileKey, content);
    }

    private async Task<ProvenanceItem> ReadOutputAsync(Job job, Root root, JobOutput output, int place, bool isAlone, CancellationToken cancellationToken)
    {
        var name = isAlone ? output.Name : string.Create(CultureInfo.InvariantCulture, $"{output.Name}/{place}");
        if (output.FileKey is not { } key)
        {
            var text = output.Value?.ToJsonString() ?? "null";
            return new(name, Location: null, text, output.MediaType, FileKey: null, DigestOf(text));
        }

        var address = isAlone ? root.Output(job.Id.ToString(), output.Name) : root.Output(job.Id.ToString(), output.Name, place);
        return new(name, address, Value: null, output.MediaType, key, await digests.FindAsync(key, cancellationToken));
    }

    private Task<FileDigest?> FindAsync(string? key, CancellationToken cancellationToken) =>
        key is null ? Task.FromResult<FileDigest?>(null) : digests.FindAsync(key, cancellationToken);

    private static FileDigest DigestOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new(bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
