using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Server.Access;
using LogLevel = Graticule.Jobs.LogLevel;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/jobs/{id}/logs</c>, of batch jobs and of those that a caller waited for.</summary>
internal sealed class LogPages(BatchJobs jobs, JobLog log)
{
    public async Task ShowAsync(HttpContext context)
    {
        var (run, kept) = await FindAsync(context);
        var asked = Level(context.Request);
        var least = asked > kept ? asked : kept;
        var offset = QueryValues.Text(context.Request, "offset");
        var limit = QueryValues.Limit(context.Request);
        var entries = run is null ? [] : await log.ReadAsync(run, least, offset, context.RequestAborted);
        var page = entries.Take(limit ?? int.MaxValue).ToList();
        var links = new JsonArray();
        if (page.Count < entries.Count)
        {
            var address = $"{Root.Of(context).Logs(JobPages.Id(context))}?limit={limit}&level={Words.Level(asked)}&offset={(string?)page[^1]["id"]}";
            links.Add(Wire.Link(address, "next"));
        }

        await Wire.SendAsync(context, new JsonObject { ["level"] = Words.Level(least), ["logs"] = new JsonArray([.. page]), ["links"] = links });
    }

    /// <summary>The run whose log it is, and the lowest level that was to be kept of it.</summary>
    private async Task<(Job? Run, LogLevel Kept)> FindAsync(HttpContext context)
    {
        var (caller, id) = (context.Caller(), JobPages.Id(context));
        if (await jobs.FindAsync(caller.Subject, id, context.RequestAborted) is { } job)
        {
            return (job.Run, job.LogLevel);
        }

        var run = await jobs.FindWaitedForAsync(caller, id, context.RequestAborted) ?? throw Errors.JobNotFound(id);
        return (run, JobSpecs.LogLevelOf(run.Spec));
    }

    private static LogLevel Level(HttpRequest request)
    {
        if (QueryValues.Text(request, "level") is not { } word)
        {
            return LogLevel.Debug;
        }

        return Words.TryReadLevel(word, out var level)
            ? level
            : throw Errors.BadRequest($"The parameter 'level' must be 'debug', 'info', 'warning' or 'error', not '{word}'.");
    }
}
