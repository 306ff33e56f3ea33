using System.IO.Compression;
using System.Text.Json.Nodes;
using Graticule.Jobs.Files;
using Microsoft.AspNetCore.Http.Features;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// What a job was asked for and where its results come from (Part 4, class provenance): <c>/jobs/{jobID}/definition</c>, <c>/inputs</c>,
/// <c>/prov</c>.
/// </summary>
internal sealed class ProvenancePages(JobPages jobs, Definition definition, ProvenanceReader reader, IFileStore files)
{
    private const string JsonLd = "application/ld+json";
    private const string Zip = "application/zip";

    public async Task ShowDefinitionAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        await SendAsync(context, Words.Json, await definition.WriteAsync(job, Root.Of(context.Request), context.RequestAborted));
    }

    public async Task ShowInputsAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        var root = Root.Of(context.Request);
        JsonObject answer = new()
        {
            ["inputs"] = await definition.WriteInputsAsync(job, root, context.RequestAborted),
            ["outputs"] = Definition.WriteOutputs(job.Spec) ?? [],
            ["metadata"] = new JsonArray(),
            ["headers"] = new JsonObject(),
            ["links"] = new JsonArray(
                new JsonObject { ["href"] = root.Job(job.Id.ToString()) + "/inputs", ["rel"] = "self", ["type"] = Words.Json },
                new JsonObject { ["href"] = root.Job(job.Id.ToString()), ["rel"] = "up", ["type"] = Words.Json }),
        };
        await SendAsync(context, Words.Json, answer);
    }

    /// <summary>PROV-JSON; the metadata of an RO-Crate as JSON-LD; or the whole crate, its files included, as a zip archive.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        var form = Form(context.Request);
        var record = await reader.ReadAsync(job, Root.Of(context.Request), context.RequestAborted);
        await (form switch
        {
            JsonLd => SendAsync(context, JsonLd, RoCrate.Write(record, static _ => null)),
            Zip => SendCrateAsync(context, record),
            _ => SendAsync(context, Words.Json, ProvJson.Write(record)),
        });
    }

    private static string Form(HttpRequest request) => Negotiation.Format(request) switch
    {
        "json" or "prov" => Words.Json,
        "ro-crate" or "jsonld" => JsonLd,
        "zip" => Zip,
        null => Negotiation.Accept(request).Best(Words.Json, JsonLd, Zip) ?? throw Errors.NotAcceptable($"The provenance is there as {Words.Json} (PROV-JSON), {JsonLd} and {Zip} (RO-Crate)."),
        _ => throw Errors.InvalidQuery("f", "must be 'json' (PROV-JSON), 'jsonld' (the metadata of an RO-Crate) or 'zip' (the crate)."),
    };

    private async Task SendCrateAsync(HttpContext context, Provenance record)
    {
        var names = record.Outputs.Where(item => item.FileKey is not null)
            .ToDictionary(item => item, item => $"outputs/{item.Name.Replace('/', '-')}/{item.FileKey![(item.FileKey!.LastIndexOf('/') + 1)..]}");
        var response = context.Response;
        response.ContentType = Zip;
        response.Headers.ContentDisposition = $"attachment; filename=\"{record.Job.Id}.zip\"";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        // The last bytes of each entry are written synchronously, whatever one does.
        if (context.Features.Get<IHttpBodyControlFeature>() is { } control)
        {
            control.AllowSynchronousIO = true;
        }

        await using var archive = await ZipArchive.CreateAsync(response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
        var metadata = RoCrate.Write(record, names.GetValueOrDefault).ToJsonString(Wire.Readable);
        await AddAsync(archive, RoCrate.MetadataName, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(metadata)), CompressionLevel.Fastest, context.RequestAborted);
        if (record.Package is { } package)
        {
            await AddAsync(archive, "package", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(package.Original)), CompressionLevel.Fastest, context.RequestAborted);
        }

        foreach (var (item, name) in names)
        {
            if (await files.OpenAsync(item.FileKey!, context.RequestAborted) is { } content)
            {
                // Rasters and archives are compressed already.
                await AddAsync(archive, name, content, CompressionLevel.NoCompression, context.RequestAborted);
            }
        }
    }

    private static async Task AddAsync(ZipArchive archive, string name, Stream content, CompressionLevel level, CancellationToken cancellationToken)
    {
        await using (content)
        {
            await using var entry = await archive.CreateEntry(name, level).OpenAsync(cancellationToken);
            await content.CopyToAsync(entry, cancellationToken);
        }
    }

    private static Task SendAsync(HttpContext context, string mediaType, JsonObject content) =>
        Wire.SendAsync(context, StatusCodes.Status200OK, mediaType, Wire.Write(content, static (writer, document) => document.WriteTo(writer)));
}
