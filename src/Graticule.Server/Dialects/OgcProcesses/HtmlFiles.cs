namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The uploaded files as a page.</summary>
internal static class HtmlFiles
{
    public static Html Write(Root root, IReadOnlyList<UploadedFile> files)
    {
        var body = new Html();
        body.Add($"<table><tr><th>File</th><th>Bytes</th><th>Modified</th></tr>");
        foreach (var file in files)
        {
            body.Add($"<tr><td><a href=\"{root.File(file.Name)}\">{file.Name}</a></td><td>{file.Length}</td><td>{Wire.Time(file.ModifiedAt)}</td></tr>");
        }

        body.Add($"</table><p>Upload one: <code>curl -T scene.tif {root.File("scene.tif")}</code></p>");
        body.Add($"<p><a href=\"{root.Files}?f=json\">This page as JSON</a></p>");
        return HtmlFrame.Write(root, "Files", body);
    }
}
