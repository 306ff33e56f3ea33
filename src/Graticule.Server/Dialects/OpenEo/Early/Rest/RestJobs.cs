using System.Text.Json.Nodes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/jobs</c>: the same jobs as those of today's versions.</summary>
internal sealed class RestJobs(BatchJobs jobs, JobPages pages, EstimatePage estimates, JobLog log, RestBodies bodies)
{
    private const string Submitted = "submitted";

    public async Task ListAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var found = await jobs.ListAsync(context.Caller(), after: null, int.MaxValue, context.RequestAborted);
        await Wire.SendAsync(context, new JsonObject { ["jobs"] = new JsonArray([.. found.Select(job => Write(job, version))]), ["links"] = new JsonArray() });
    }

    /// <summary>Costs are a number here; today they are left open, since there is no currency.</summary>
    public async Task ShowEstimateAsync(HttpContext context)
    {
        var told = await estimates.FindAsync(context);
        told["costs"] = 0;
        await Wire.SendAsync(context, told);
    }

    public async Task CreateAsync(HttpContext context)
    {
        await bodies.TranslateAsync(context, isSaved: true);
        await pages.CreateAsync(context);
    }

    public async Task ShowAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var job = await jobs.GetAsync(context.Caller(), JobPages.Id(context), context.RequestAborted);
        var told = Write(job, version);
        var process = job.Request["process"]!;
        var source = EarlySource.Find(process, version.Early.Form);
        told["process_graph"] = source?.Graph.DeepClone() ?? process["process_graph"]!.DeepClone();
        if (version.Is03)
        {
            told["output"] = source?.Output?.DeepClone();
        }
        else if (job is { Status: Words.Error, Run: { } run })
        {
            told["error"] = ErrorOf(await log.ReadErrorAsync(run, context.RequestAborted));
        }

        await Wire.SendAsync(context, told);
    }

    public async Task ReviseAsync(HttpContext context)
    {
        var job = await jobs.GetAsync(context.Caller(), JobPages.Id(context), context.RequestAborted);
        await bodies.TranslateChangeAsync(context, job.Request["process"]!, isSaved: true);
        await pages.ReviseAsync(context);
    }

    /// <summary>The last entry of a log as an error.</summary>
    public static JsonObject ErrorOf(JsonObject entry) => new()
    {
        ["id"] = entry["id"]?.DeepClone(),
        ["code"] = entry["code"]?.DeepClone() ?? "Internal",
        ["message"] = entry["message"]?.DeepClone(),
    };

    private static JsonObject Write(BatchJob job, RestVersion version)
    {
        var told = new JsonObject
        {
            [version.JobId] = job.Id,
            ["title"] = job.Request["title"]?.DeepClone(),
            ["description"] = job.Request["description"]?.DeepClone(),
            ["status"] = job.Status == Words.Created ? Submitted : job.Status,
        };
        if (!version.Is03 && job.Progress is { } progress)
        {
            told["progress"] = progress;
        }

        told["submitted"] = Wire.Time(job.Document.CreatedAt);
        told["updated"] = Wire.Time(job.UpdatedAt);
        told["costs"] = 0;
        told["budget"] = job.Request["budget"]?.DeepClone();
        return told;
    }
}
