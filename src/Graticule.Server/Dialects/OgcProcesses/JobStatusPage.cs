using Graticule.Jobs.Execution;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary><c>/jobs/{jobID}</c>: where the job stands.</summary>
internal sealed class JobStatusPage(JobPages jobs, JobLogs logs)
{
    /// <summary>Log lines that the page shows; the whole log is one link away.</summary>
    private const int LinesShown = 50;

    public async Task ShowAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        var root = Root.Of(context.Request);
        if (Negotiation.WantsHtml(context.Request))
        {
            var lines = await logs.ReadAsync(job, 0, context.RequestAborted);
            await Html.SendAsync(context, StatusCodes.Status200OK, HtmlJob.Write(root, job, [.. lines.TakeLast(LinesShown)]));
            return;
        }

        await Wire.SendJsonAsync(context, StatusCodes.Status200OK, new StatusInfo(job, root), StatusInfo.Write);
    }
}
