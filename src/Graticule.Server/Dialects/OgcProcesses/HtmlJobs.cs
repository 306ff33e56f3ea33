namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The job list as a page.</summary>
internal static class HtmlJobs
{
    public static Html Write(JobList list)
    {
        var body = new Html();
        body.Add($"<table><tr><th>Job</th><th>Process</th><th>Status</th><th>Progress</th><th>Created</th></tr>");
        foreach (var job in list.Jobs)
        {
            var (id, status) = (job.Id.ToString(), Words.State(job.State));
            body.Add($"<tr><td><a href=\"{list.Root.Job(id)}?f=html\">{id}</a></td><td>{job.Spec.ProcessId}</td>");
            body.Add($"<td class=\"{status}\">{status}</td><td>{StatusInfo.Percent(job) ?? 0} %</td><td>{Wire.Time(job.CreatedAt)}</td></tr>");
        }

        body.Add($"</table><p>");
        HtmlProcesses.WritePaging(body, list.Next, list.Previous);
        body.Add($"<a href=\"{list.Address}&amp;f=json\">This page as JSON</a></p>");
        return HtmlFrame.Write(list.Root, "Jobs", body);
    }
}
