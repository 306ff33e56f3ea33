using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The results of a job as a page; pictures are shown.</summary>
internal static class HtmlResults
{
    /// <summary>Characters of a value that are shown in place.</summary>
    private const int ShownLength = 2000;

    public static Html Write(Root root, Job job)
    {
        var body = new Html();
        WriteOutputs(body, root, job);
        body.Add($"<p><a href=\"{root.Job(job.Id.ToString())}?f=html\">The job</a> <a href=\"{root.Results(job.Id.ToString())}?f=json\">These results as JSON</a></p>");
        return HtmlFrame.Write(root, $"Results of job {job.Id.ToString()}", body);
    }

    public static void WriteOutputs(Html body, Root root, Job job)
    {
        body.Add($"<table><tr><th>Output</th><th>Type</th><th>Value</th></tr>");
        foreach (var group in job.Outputs.GroupBy(output => output.Name, StringComparer.Ordinal))
        {
            var (index, count) = (0, group.Count());
            foreach (var output in group)
            {
                var address = count == 1 ? root.Output(job.Id.ToString(), output.Name) : root.Output(job.Id.ToString(), output.Name, index++);
                body.Add($"<tr><td><a href=\"{address}\">{output.Name}</a></td><td>{output.MediaType}</td><td>");
                WriteValue(body, root, job, output, address);
                body.Add($"</td></tr>");
            }
        }

        body.Add($"</table>");
    }

    private static void WriteValue(Html body, Root root, Job job, JobOutput output, string address)
    {
        if (output.FolderKey is not null)
        {
            body.Add($"<a href=\"{root.Folder(job, output)}?f=html\">files, {output.Length ?? 0} bytes</a> <a href=\"{address}?f=zip\">ZIP</a>");
        }
        else if (output.FileKey is not null && output.MediaType is "image/png" or "image/jpeg")
        {
            body.Add($"<a href=\"{address}\"><img alt=\"{output.Name}\" src=\"{address}\"></a>");
        }
        else if (output.FileKey is not null)
        {
            body.Add($"<a href=\"{address}\">{output.Length ?? 0} bytes</a>");
        }
        else
        {
            var text = output.Value is JsonValue value && value.TryGetValue(out string? plain) ? plain : output.Value?.ToJsonString() ?? "";
            body.Add($"<code>{(text.Length > ShownLength ? text[..ShownLength] + " …" : text)}</code>");
        }
    }
}
