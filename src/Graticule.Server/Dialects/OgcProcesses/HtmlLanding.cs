namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The landing page and the conformance classes as pages.</summary>
internal static class HtmlLanding
{
    public static Html Write(OgcOptions options, Root root, string interactive)
    {
        var body = new Html();
        body.Add($"<p>{options.Description}</p><ul>");
        body.Add($"<li><a href=\"{root.Processes}?f=html\">Processes</a>: what can be run here</li>");
        body.Add($"<li><a href=\"{root.Jobs}?f=html\">Jobs</a>: what was run</li>");
        body.Add($"<li><a href=\"{root.Files}?f=html\">Files</a>: what was uploaded</li>");
        body.Add($"<li><a href=\"{root.Conformance}?f=html\">Conformance</a>: which classes of the standard hold</li>");
        body.Add($"<li><a href=\"{interactive}\">API documentation</a>, to try; <a href=\"{root.Api}?f=json\">API definition</a> (OpenAPI 3.0)</li>");
        body.Add($"<li><a href=\"{root.Url}?f=json\">This page as JSON</a></li></ul>");
        return HtmlFrame.Write(root, options.Title, body);
    }

    public static Html WriteConformance(Root root)
    {
        var body = new Html();
        body.Add($"<ul>");
        foreach (var name in Conformance.Classes)
        {
            body.Add($"<li><a href=\"{name}\">{name}</a></li>");
        }

        body.Add($"</ul><p><a href=\"{root.Conformance}?f=json\">This page as JSON</a></p>");
        return HtmlFrame.Write(root, "Conformance", body);
    }
}
