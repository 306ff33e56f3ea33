using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Files;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The request behind a job, as it could be sent again (Part 4: <c>/jobs/{jobID}/definition</c>).</summary>
internal sealed class Definition(JobEngine engine, IFileStore files)
{
    /// <summary>Inline files up to this many bytes are told in full, others by their length.</summary>
    private const long MostInline = 1 << 20;

    public async Task<JsonObject> WriteAsync(Job job, Root root, CancellationToken cancellationToken)
    {
        JsonObject written = new() { ["process"] = root.Process(job.Spec.ProcessId) };
        if (job.Spec.Title is { } title)
        {
            written["title"] = title;
        }

        written["inputs"] = await WriteInputsAsync(job, root, cancellationToken);
        if (WriteOutputs(job.Spec) is { } outputs)
        {
            written["outputs"] = outputs;
        }

        var presentation = Presentation.Of(job.Spec);
        if (presentation.IsVersion1)
        {
            written["response"] = presentation.IsDocument ? "document" : "raw";
        }

        if (job.Spec.Callbacks is { } callbacks)
        {
            written["subscriber"] = WriteCallbacks(callbacks);
        }

        return written;
    }

    public Task<JsonObject> WriteInputsAsync(Job job, Root root, CancellationToken cancellationToken) =>
        WriteInputsAsync(job.Owner, job.Spec.Inputs, root, cancellationToken);

    private async Task<JsonObject> WriteInputsAsync(string owner, JsonObject inputs, Root root, CancellationToken cancellationToken)
    {
        JsonObject written = [];
        foreach (var (name, value) in inputs)
        {
            if (value is JsonArray many)
            {
                JsonArray list = [];
                foreach (var one in many)
                {
                    list.Add(await WriteValueAsync(owner, one, root, cancellationToken));
                }

                written[name] = list;
            }
            else
            {
                written[name] = await WriteValueAsync(owner, value, root, cancellationToken);
            }
        }

        return written;
    }

    /// <summary>Null: all outputs.</summary>
    public static JsonObject? WriteOutputs(JobSpec spec)
    {
        if (spec.Outputs is null)
        {
            return null;
        }

        var modes = Presentation.Of(spec).Modes;
        JsonObject written = [];
        foreach (var (name, mediaType) in spec.Outputs)
        {
            JsonObject output = [];
            if (mediaType is not null)
            {
                output["format"] = new JsonObject { ["mediaType"] = mediaType };
            }

            if (modes.TryGetValue(name, out var isReference))
            {
                output["transmissionMode"] = isReference ? "reference" : "value";
            }

            written[name] = output;
        }

        return written;
    }

    private static JsonObject WriteCallbacks(Graticule.Jobs.Callbacks callbacks)
    {
        JsonObject written = [];
        foreach (var (name, address) in new[] { ("successUri", callbacks.Succeeded), ("inProgressUri", callbacks.Progress), ("failedUri", callbacks.Failed) })
        {
            if (address is not null)
            {
                written[name] = address.AbsoluteUri;
            }
        }

        return written;
    }

    private async Task<JsonNode?> WriteValueAsync(string owner, JsonNode? value, Root root, CancellationToken cancellationToken)
    {
        if (NestedCall.TryRead(value, out var call))
        {
            return await WriteCallAsync(owner, call, root, cancellationToken);
        }

        if (!InputReference.TryRead(value, out var reference))
        {
            // An object stands in a request only with a wrapping, but for a bounding box.
            return value is JsonObject plain && !plain.ContainsKey("bbox") ? new JsonObject { ["value"] = plain.DeepClone() } : value?.DeepClone();
        }

        JsonObject written = reference.Href is { } address
            ? new() { ["href"] = address.AbsoluteUri }
            : await WriteStoredAsync(owner, reference.FileKey!, root, cancellationToken);
        if (reference.MediaType is { } mediaType)
        {
            written[written.ContainsKey("href") ? "type" : "mediaType"] = mediaType;
        }

        return written;
    }

    private async Task<JsonObject> WriteCallAsync(string owner, NestedCall call, Root root, CancellationToken cancellationToken)
    {
        JsonObject written = new()
        {
            ["process"] = root.Process(call.ProcessId),
            ["inputs"] = await WriteInputsAsync(owner, call.Inputs, root, cancellationToken),
        };
        if (call.Output is { } output)
        {
            written["outputs"] = new JsonObject { [output] = new JsonObject() };
        }

        return written;
    }

    private async Task<JsonObject> WriteStoredAsync(string owner, string key, Root root, CancellationToken cancellationToken) => key.Split('/') switch
    {
        ["uploads", _, var name] => new() { ["href"] = root.File(name) },
        ["collections", var collection, var file] => new() { ["href"] = $"{root.Url}/collections/{Uri.EscapeDataString(collection)}/{Uri.EscapeDataString(file)}" },
        ["jobs", var job, ..] when JobId.TryParse(job, out var id) => new() { ["href"] = await FindOutputAsync(owner, id, key, root, cancellationToken) },
        _ => await WriteInlineAsync(key, cancellationToken),
    };

    private async Task<JsonObject> WriteInlineAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await files.OpenAsync(key, cancellationToken);
        if (content is null or { Length: > MostInline })
        {
            return new() { ["value"] = null, ["length"] = content?.Length };
        }

        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return new() { ["value"] = Convert.ToBase64String(bytes), ["encoding"] = "base64" };
    }

    /// <summary>Address of the output whose file it is; where that job is gone, of its results, which say so.</summary>
    private async Task<string> FindOutputAsync(string owner, JobId id, string key, Root root, CancellationToken cancellationToken)
    {
        try
        {
            var job = await engine.GetAsync(owner, id, cancellationToken);
            var output = job.Outputs.FirstOrDefault(output => output.FileKey == key);
            return output is null ? root.Results(id.ToString()) : root.Output(id.ToString(), output.Name, ResultSet.ItemsOf(job, output.Name).ToList().IndexOf(output));
        }
        catch (ProblemException)
        {
            return root.Results(id.ToString());
        }
    }
}
