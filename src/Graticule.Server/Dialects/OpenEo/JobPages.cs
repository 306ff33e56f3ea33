using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Files;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/jobs</c> and <c>/jobs/{id}</c>.</summary>
internal sealed class JobPages(BatchJobs jobs, IFileStore files, OpenEoOptions options)
{
    public static string Id(HttpContext context) => (string)context.Request.RouteValues["jobId"]!;

    public async Task ListAsync(HttpContext context)
    {
        var root = Root.Of(context);
        var limit = QueryValues.Limit(context.Request);
        var found = await jobs.ListAsync(context.Caller(), QueryValues.Text(context.Request, "after"), (limit ?? int.MaxValue - 1) + 1, context.RequestAborted);
        var page = found.Take(limit ?? int.MaxValue).ToList();
        var links = new JsonArray();
        if (page.Count < found.Count)
        {
            links.Add(Wire.Link($"{root.Jobs}?limit={limit}&after={page[^1].Id}", "next"));
        }

        await Wire.SendAsync(context, new JsonObject
        {
            ["jobs"] = new JsonArray([.. page.Select(job => JobMetadata.Write(job, root, usage: null, isWhole: false))]),
            ["links"] = links,
        });
    }

    public async Task CreateAsync(HttpContext context)
    {
        var request = JobRequest.Read(await RequestBody.ReadAsync(context, options.MaxRequestLength));
        var job = await jobs.CreateAsync(context.Caller(), request, context.RequestAborted);
        context.Response.Headers.Location = Root.Of(context).Job(job.Id);
        context.Response.Headers["OpenEO-Identifier"] = job.Id;
        await Wire.SendAsync(context, [], StatusCodes.Status201Created, Words.Json);
    }

    public async Task ShowAsync(HttpContext context)
    {
        var job = await jobs.GetAsync(context.Caller(), Id(context), context.RequestAborted);
        var usage = job.Run is { } run ? await ReadUsageAsync(run.Id, context.RequestAborted) : null;
        await Wire.SendAsync(context, JobMetadata.Write(job, Root.Of(context), usage, isWhole: true));
    }

    public async Task ReviseAsync(HttpContext context)
    {
        var change = JobRequest.ReadChange(await RequestBody.ReadAsync(context, options.MaxRequestLength));
        await jobs.ReviseAsync(context.Caller(), Id(context), change, isAnew: false, context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        var (caller, id) = (context.Caller(), Id(context));
        if (await jobs.FindWaitedForAsync(caller, id, context.RequestAborted) is { } run)
        {
            await jobs.DiscardAsync(run, context.RequestAborted);
        }
        else
        {
            await jobs.RemoveAsync(caller, id, context.RequestAborted);
        }

        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    public async Task StartAsync(HttpContext context)
    {
        await jobs.StartAsync(context.Caller(), Id(context), context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status202Accepted);
    }

    public async Task StopAsync(HttpContext context)
    {
        await jobs.StopAsync(context.Caller(), Id(context), context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status204NoContent);
    }

    private async Task<JobUsage?> ReadUsageAsync(JobId job, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(JobLogs.UsageKeyOf(job), cancellationToken);
        return stream is null ? null : await JsonSerializer.DeserializeAsync(stream, StoredJson.Default.JobUsage, cancellationToken);
    }
}
