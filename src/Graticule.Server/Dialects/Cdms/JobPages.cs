using System.Buffers;
using Graticule.Analysis.Matchup;
using Graticule.Jobs;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Where jobs stand, and their end.</summary>
internal sealed class JobPages(MatchupJobs jobs)
{
    public async Task ShowAsync(HttpContext context, Arguments arguments)
    {
        var job = await GetAsync(context, arguments);
        var links = new JobLinks(CdmsPaths.Root(context.Request), MatchupJobs.IdOf(job), JobLinks.FileName(arguments));

        // It will say something else in a moment.
        context.Response.Headers.CacheControl = "no-store";
        await Wire.SendAsync(context, Write(job, links), StatusCodes.Status200OK, Words.Json);
    }

    /// <summary>Ends the job where it runs, and sends the caller to it.</summary>
    public async Task CancelAsync(HttpContext context, Arguments arguments)
    {
        var job = await GetAsync(context, arguments);
        await jobs.CancelAsync(job, context.RequestAborted);
        await Wire.RedirectAsync(context, $"/job?id={MatchupJobs.IdOf(job)}");
    }

    private async Task<Job> GetAsync(HttpContext context, Arguments arguments)
    {
        var text = arguments.Text("id");
        return JobId.TryParse(text, out var id)
            ? await jobs.FindAsync(context.Caller(), id, context.RequestAborted) ?? throw Errors.NotFound($"Execution not found with id {text}")
            : throw Errors.BadRequest("\"id\" argument must be a valid uuid");
    }

    private static string Message(Job job) => job switch
    {
        { State: JobState.Failed, Problem.Subject: MatchupNames.NothingInDomain } => "No tiles matched the provided domain",
        { State: JobState.Failed, Problem: { } problem } => problem.Message,
        _ => "",
    };

    private static byte[] Write(Job job, JobLinks links)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var json = new PythonJson(buffer);
        json.BeginObject();
        json.Member("status", Words.Status(job.State));
        json.Member("message", Message(job));
        json.Member("createdAt", PythonTimes.Naive(job.CreatedAt));
        json.Member("updatedAt", job.FinishedAt is { } end ? PythonTimes.Naive(end) : null);
        json.Name("links");
        json.Node(links.Write(job.State));
        json.Name("params");
        MatchupJobs.RequestOf(job).WriteTo(json, hasTexts: true);
        json.Member("executionID", MatchupJobs.IdOf(job));
        if (MatchCounts.Of(job) is { } counts)
        {
            json.Member("totalPrimaryMatched", counts.Primaries);
            json.Member("totalSecondaryMatched", counts.Pairs);
            json.Member("averageSecondaryMatched", counts.Average);
            json.Member("totalUniqueSecondaryMatched", counts.UniqueSecondaries);
        }
        else if (!job.State.IsFinal() && job.Progress is { } progress)
        {
            json.Member("progress", progress);
        }

        json.EndObject();
        return buffer.WrittenSpan.ToArray();
    }
}
