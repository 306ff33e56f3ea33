using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/jobs/{id}/results</c>, and what signed links lead to.</summary>
internal sealed class ResultPages(BatchJobs jobs, JobLog log, IJobStore runs, IFileStore files, LinkKey key, OpenEoOptions options, TimeProvider clock)
{
    public async Task ShowAsync(HttpContext context)
    {
        var job = await jobs.GetAsync(context.Caller(), JobPages.Id(context), context.RequestAborted);
        var isPartial = QueryValues.Text(context.Request, "partial") == "true";
        if (job.Status == Words.Error)
        {
            await Wire.SendAsync(context, await log.ReadErrorAsync(job.Run!, context.RequestAborted), StatusCodes.Status424FailedDependency);
            return;
        }

        if (job.Run is not { State: not JobState.Created } run)
        {
            throw Errors.New("JobNotStarted", $"The job '{job.Id}' was not started; POST to this address starts it.");
        }

        if (run.State != JobState.Succeeded && !isPartial)
        {
            throw Errors.New("JobNotFinished", $"The job '{job.Id}' is {job.Status}; there are results once it is finished.");
        }

        context.Response.Headers["OpenEO-Costs"] = "0";
        await DescribeAsync(context, run, job.Id, job.Request, isPartial ? job.Status : null);
    }

    /// <summary>No token but that in the address: whoever was given the link may read.</summary>
    public async Task ShowSignedAsync(HttpContext context)
    {
        var link = key.Read((string)context.Request.RouteValues["token"]!) ?? throw Errors.NotFound("This link to results was not made by this server.");
        if (link.ExpiresAt <= clock.GetUtcNow())
        {
            throw Errors.New("ResultLinkExpired", $"This link expired at {Wire.Time(link.ExpiresAt)}; ask for the results of the job again to get new ones.");
        }

        if (await runs.FindAsync(link.Run, context.RequestAborted) is not { RemovedAt: null, State: JobState.Succeeded } run)
        {
            throw Errors.NotFound("The results that this link led to were removed.");
        }

        if (link.Target == LinkTarget.Asset)
        {
            await SendAssetAsync(context, run, link);
            return;
        }

        var (id, request) = await FindRequestAsync(run, context.RequestAborted);
        await (link.Target == LinkTarget.Results
            ? DescribeAsync(context, run, id, request, status: null)
            : DescribeFileAsync(context, run, id, request, link.Path));
    }

    private async Task DescribeAsync(HttpContext context, Job run, string id, JsonObject request, string? status)
    {
        var results = await ResultSet.ReadAsync(run, files, context.RequestAborted);
        var links = Links(context, results);
        var stac = new StacResults(results, id, request, links.Asset) { ExpiresAt = links.ExpiresAt };
        var wantsItem = context.Request.Headers.Accept.Any(accept => accept?.Contains(Words.GeoJson, StringComparison.OrdinalIgnoreCase) == true);
        var isItem = status is null or Words.Finished && (wantsItem || stac.IsItem);
        var told = isItem ? stac.Item() : stac.Collection(status);
        var root = Root.Of(context);
        var mediaType = isItem ? Words.GeoJson : Words.Json;
        var list = new JsonArray(
            Wire.Link(root.Results(id), "self", mediaType), Wire.Link(links.Canonical, "canonical", mediaType), Wire.Link(root.Logs(id), "monitor", title: "Log"));
        if (!isItem && status is null or Words.Finished)
        {
            foreach (var file in results.Files.Where(file => file.File.BoundingBox is not null))
            {
                list.Add(Wire.Link(links.Item(file), "item", Words.GeoJson, file.File.Name));
            }
        }

        told["links"] = list;
        await Wire.SendAsync(context, told, mediaType: mediaType);
    }

    private async Task DescribeFileAsync(HttpContext context, Job run, string id, JsonObject request, string path)
    {
        var results = await ResultSet.ReadAsync(run, files, context.RequestAborted);
        var file = results.Files.FirstOrDefault(file => file.File.Name == path) ?? throw Errors.NotFound($"There is no file '{path}' among the results.");
        var links = Links(context, results);
        var item = new StacResults(results, id, request, links.Asset) { ExpiresAt = links.ExpiresAt }.Item(file);
        item["links"] = new JsonArray(
            Wire.Link(links.Item(file), "self", Words.GeoJson), Wire.Link(links.Canonical, "collection"), Wire.Link(links.Canonical, "parent"));
        item["collection"] = id;
        await Wire.SendAsync(context, item, mediaType: Words.GeoJson);
    }

    private async Task SendAssetAsync(HttpContext context, Job run, ResultLink link)
    {
        var results = await ResultSet.ReadAsync(run, files, context.RequestAborted);
        var asset = results.Assets.FirstOrDefault(file => file.File.Name == link.Path) ?? throw Errors.NotFound($"There is no file '{link.Path}' among the results.");
        var stream = asset.Key is { } stored
            ? await files.OpenAsync(stored, context.RequestAborted) ?? throw Errors.NotFound($"The file '{link.Path}' was removed.")
            : new MemoryStream(Wire.Bytes(results.Value), writable: false);
        var tag = string.Create(CultureInfo.InvariantCulture, $"{run.Id}-{stream.Length}");
        await Download.SendAsync(context, stream, link.MediaType, link.Path, tag, run.FinishedAt);
    }

    /// <summary>What was asked for: of a batch job as its document has it, else as little as the run tells.</summary>
    private async Task<(string Id, JsonObject Request)> FindRequestAsync(Job run, CancellationToken cancellationToken) =>
        JobSpecs.RecordOf(run.Spec) is { } id && await jobs.FindAsync(run.Owner, id, cancellationToken) is { } job
            ? (id, job.Request)
            : (run.Id.ToString(), new JsonObject());

    private ResultLinks Links(HttpContext context, ResultSet results) => new(key, Root.Of(context), results, ResultLinks.ExpiryOf(clock, options));
}
