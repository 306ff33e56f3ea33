using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Engine;
using Graticule.Jobs.Storage;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary><c>/jobs</c> and <c>/jobs/{jobID}</c>.</summary>
internal sealed class JobPages(JobEngine engine)
{
    /// <summary>The caller's job that the path names.</summary>
    /// <exception cref="OgcException">There is none, or it is somebody else's, or another dialect's.</exception>
    public async Task<Job> FindAsync(HttpContext context, Scopes scope = Scopes.Read)
    {
        var caller = context.Caller();
        caller.Require(scope);
        var text = (string)context.Request.RouteValues["jobId"]!;
        if (!JobId.TryParse(text, out var id))
        {
            throw Errors.NoSuchJob($"There is no job '{text}'.");
        }

        try
        {
            var job = await engine.GetAsync(caller.Subject, id, context.RequestAborted);
            return job.Dialect == Words.Dialect ? job : throw Errors.NoSuchJob($"There is no job '{text}'.");
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            throw Errors.NoSuchJob(exception.Message);
        }
    }

    public async Task ListAsync(HttpContext context)
    {
        var caller = context.Caller();
        caller.Require(Scopes.Read);
        var request = context.Request;
        var filter = JobQuery.Read(request, caller.Subject);
        var isPage = Negotiation.WantsHtml(request);
        var page = filter is null ? new JobPage([], HasOlder: false, HasNewer: false) : await engine.ListAsync(filter, context.RequestAborted);
        var list = new JobList(
            Root.Of(request),
            page.Jobs,
            JobQuery.Address(request, filter?.OlderThan, filter?.NewerThan),
            page.HasOlder ? JobQuery.Address(request, after: page.Jobs[^1].Id) : null,
            page.HasNewer ? JobQuery.Address(request, before: page.Jobs[0].Id) : null);
        await (isPage
            ? Html.SendAsync(context, StatusCodes.Status200OK, HtmlJobs.Write(list))
            : Wire.SendJsonAsync(context, StatusCodes.Status200OK, list, WriteList));
    }

    /// <summary>Stops a job that has not ended; takes one that has ended away, with its results (class dismiss).</summary>
    public async Task DismissAsync(HttpContext context)
    {
        var job = await FindAsync(context, Scopes.Execute);
        var owner = context.Caller().Subject;
        if (!job.State.IsFinal())
        {
            try
            {
                job = await engine.CancelAsync(owner, job.Id, context.RequestAborted);
                await SendAsync(context, job);
                return;
            }
            catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
            {
                // It ended while the request was on its way.
            }
        }

        job = await engine.RemoveAsync(owner, job.Id, context.RequestAborted);
        await SendAsync(context, job, Words.Dismissed);
    }

    private static Task SendAsync(HttpContext context, Job job, string? status = null) =>
        Wire.SendJsonAsync(context, StatusCodes.Status200OK, new StatusInfo(job, Root.Of(context.Request), status), StatusInfo.Write);

    private static void WriteList(Utf8JsonWriter writer, JobList list)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("jobs");
        foreach (var job in list.Jobs)
        {
            StatusInfo.Write(writer, new(job, list.Root));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("links");
        writer.WriteSelf(list.Address);
        if (list.Next is { } next)
        {
            writer.WriteLink(next, "next", Words.Json, "Older jobs");
        }

        if (list.Previous is { } previous)
        {
            writer.WriteLink(previous, "prev", Words.Json, "Newer jobs");
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

/// <param name="Root">For links.</param>
/// <param name="Jobs">Newest first.</param>
/// <param name="Address">Of this page.</param>
/// <param name="Next">Older jobs; null: these are the oldest.</param>
/// <param name="Previous">Newer jobs; null: these are the newest.</param>
internal sealed record JobList(Root Root, IReadOnlyList<Job> Jobs, string Address, string? Next, string? Previous);
