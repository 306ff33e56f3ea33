using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The process list and one process as pages.</summary>
internal static class HtmlProcesses
{
    public static Html WriteList(Root root, IReadOnlyList<ProcessDescription> processes, string? next, string? previous)
    {
        var body = new Html();
        body.Add($"<table><tr><th>Process</th><th>Title</th><th>Version</th><th>Deployed</th></tr>");
        foreach (var process in processes)
        {
            body.Add($"<tr><td><a href=\"{root.Process(process.Id)}?f=html\">{process.Id}</a></td>");
            body.Add($"<td>{process.Title}</td><td>{process.Version}</td><td>{Deployer(process)}</td></tr>");
        }

        body.Add($"</table><p>");
        WritePaging(body, next, previous);
        body.Add($"<a href=\"{root.Processes}?f=json\">This page as JSON</a></p>");
        return HtmlFrame.Write(root, "Processes", body);
    }

    private static string Deployer(ProcessDescription process) => (process.IsDeployed, process.IsMutable) switch
    {
        (_, true) => "yours",
        (true, false) => "by the operator",
        _ => "",
    };

    public static Html WriteOne(Root root, ProcessDescription process)
    {
        var body = new Html();
        body.Add($"<p><code>{process.Id}</code>, version {process.Version}</p><p>{process.Description}</p><h2>Inputs</h2>");
        WriteParameters(body, process.Inputs, isInput: true);
        body.Add($"<h2>Outputs</h2>");
        WriteParameters(body, process.Outputs, isInput: false);
        body.Add($"<h2>Run it</h2><pre>{ExecuteExample.Curl(root, process)}</pre>");
        if (process.IsAsyncOnly)
        {
            body.Add($"<p>The answer is a job, always: this process takes too long to be waited for.</p>");
        }
        else
        {
            body.Add($"<p>Add <code>-H 'Prefer: respond-async'</code> to get a job at once instead of the results.</p>");
        }

        WritePackage(body, root, process);
        body.Add($"<p><a href=\"{root.Process(process.Id)}?f=json\">This page as JSON</a></p>");
        return HtmlFrame.Write(root, process.Title, body);
    }

    public static void WritePaging(Html body, string? next, string? previous)
    {
        if (previous is not null)
        {
            body.Add($"<a rel=\"prev\" href=\"{previous}&amp;f=html\">Previous page</a> ");
        }

        if (next is not null)
        {
            body.Add($"<a rel=\"next\" href=\"{next}&amp;f=html\">Next page</a> ");
        }
    }

    private static void WritePackage(Html body, Root root, ProcessDescription process)
    {
        if (!process.IsDeployed)
        {
            return;
        }

        body.Add($"<h2>Package</h2><p><a href=\"{root.Package(process.Id)}\">What was deployed</a>.</p>");
        if (process.IsMutable)
        {
            body.Add($"<p>It is yours to replace and to remove; its jobs stay either way.</p>");
            body.Add($"<pre>curl -X PUT {root.Process(process.Id)} -H 'Content-Type: application/cwl' --data-binary @package.cwl\n");
            body.Add($"curl -X DELETE {root.Process(process.Id)}</pre>");
        }
    }

    private static void WriteParameters(Html body, IReadOnlyList<Parameter> parameters, bool isInput)
    {
        body.Add($"<table><tr><th>Name</th><th>What</th><th>Values</th><th>Schema</th></tr>");
        foreach (var parameter in parameters)
        {
            var most = parameter.MaxOccurs is { } limit ? Number(limit) : "any number";
            var least = isInput ? Number(parameter.MinOccurs) : "0";
            var schema = parameter.IsFile ? string.Join(", ", parameter.MediaTypes) : Text(parameter.Schema);
            body.Add($"<tr><td><code>{parameter.Name}</code></td><td>{parameter.Title}<br>{parameter.Description}</td><td>{least} to {most}</td><td><pre>{schema}</pre></td></tr>");
        }

        body.Add($"</table>");
    }

    private static string Text(JsonObject schema) => Schemas.Of(schema).ToJsonString(Wire.Readable);

    private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
