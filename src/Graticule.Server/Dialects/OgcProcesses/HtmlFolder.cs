using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>An output that is a folder, as a page: its files, each with its size.</summary>
internal static class HtmlFolder
{
    public static Html Write(Root root, Job job, JobOutput output, IReadOnlyList<FolderFile> files)
    {
        var (address, body) = (root.Folder(job, output), new Html());
        body.Add($"<table><tr><th>File</th><th>Type</th><th>Bytes</th></tr>");
        foreach (var file in files)
        {
            body.Add($"<tr><td><a href=\"{Root.Below(address, file.Path)}\">{file.Path}</a></td><td>{MediaTypes.Of(file.Path)}</td><td>{file.Length}</td></tr>");
        }

        body.Add($"</table><p><a href=\"{root.Value(job, output)}?f=zip\">All of it as a ZIP archive</a>");
        body.Add($" <a href=\"{address}?f=json\">This page as JSON</a> <a href=\"{root.Results(job.Id.ToString())}?f=html\">The results</a></p>");
        return HtmlFrame.Write(root, $"Output {output.Name} of job {job.Id.ToString()}", body);
    }
}
