using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>One job as a page, which asks again by itself while the job runs.</summary>
internal static class HtmlJob
{
    private const int RefreshSeconds = 2;

    public static Html Write(Root root, Job job, IReadOnlyList<LogLine> log)
    {
        var body = new Html();
        var (id, status) = (job.Id.ToString(), Words.State(job.State));
        body.Add($"<p class=\"{status}\"><strong>{status}</strong> {job.Message}</p>");
        if (!job.State.IsFinal())
        {
            body.Add($"<p><progress max=\"100\" value=\"{StatusInfo.Percent(job) ?? 0}\"></progress> {StatusInfo.Percent(job) ?? 0} %</p>");
        }

        body.Add($"<table><tr><th>Process</th><td><a href=\"{root.Process(job.Spec.ProcessId)}?f=html\">{job.Spec.ProcessId}</a></td></tr>");
        WriteTime(body, "Created", job.CreatedAt);
        WriteTime(body, "Started", job.StartedAt);
        WriteTime(body, "Finished", job.FinishedAt);
        body.Add($"</table><h2>Inputs</h2><pre>{job.Spec.Inputs.ToJsonString(Wire.Readable)}</pre>");
        if (job.State == JobState.Succeeded)
        {
            body.Add($"<h2>Outputs</h2>");
            HtmlResults.WriteOutputs(body, root, job);
        }

        WriteLog(body, root, id, log);
        body.Add($"<p><a href=\"{root.Job(id)}?f=json\">This page as JSON</a></p>");
        return HtmlFrame.Write(root, $"Job {id}", body, job.State.IsFinal() ? null : RefreshSeconds);
    }

    private static void WriteTime(Html body, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            body.Add($"<tr><th>{name}</th><td>{Wire.Time(known)}</td></tr>");
        }
    }

    private static void WriteLog(Html body, Root root, string id, IReadOnlyList<LogLine> log)
    {
        body.Add($"<h2>Log</h2>");
        if (log.Count > 0)
        {
            body.Add($"<pre>");
            foreach (var line in log)
            {
                body.Add($"{Wire.Time(line.Time)} {JobRecords.Word(line.Level)}: {line.Message}\n");
            }

            body.Add($"</pre>");
        }

        body.Add($"<p><a href=\"{root.Log(id)}\">Whole log</a></p>");
    }
}
