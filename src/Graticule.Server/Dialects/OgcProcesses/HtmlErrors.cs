namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>An exception as a page.</summary>
internal static class HtmlErrors
{
    public static Html Write(Root root, ExceptionReport report)
    {
        var body = new Html();
        body.Add($"<p class=\"failed\">{report.Status}: {report.Detail}</p>");
        if (report.Faults is { Count: > 0 } faults)
        {
            body.Add($"<table><tr><th>Where</th><th>What</th></tr>");
            foreach (var fault in faults)
            {
                body.Add($"<tr><td><code>{fault.Pointer}</code></td><td>{fault.Message}</td></tr>");
            }

            body.Add($"</table>");
        }

        return HtmlFrame.Write(root, report.Title, body);
    }
}
