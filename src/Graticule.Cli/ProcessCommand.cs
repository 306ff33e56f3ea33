using System.CommandLine;
using System.Text.Json.Nodes;

namespace Graticule.Cli;

/// <summary><c>graticule process list|describe|package ID</c>: what the server can run.</summary>
internal static class ProcessCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "The process's id." };

    public static Command Create()
    {
        Command list = new("list", "List all processes.");
        list.SetAction(ListAsync);
        Command describe = new("describe", "Say what a process takes and gives.") { Id };
        describe.SetAction(DescribeAsync);
        Command package = new("package", "Print what a process was deployed as.") { Id };
        package.SetAction(PackageAsync);
        return new("process", "Ask what the server can run.") { Connection.With(list), Connection.With(describe), Connection.With(package) };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var output = parsed.InvocationConfiguration.Output;
        var processes = await api.ListProcessesAsync(cancellationToken);
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, new JsonObject { ["processes"] = new JsonArray([.. processes.Select(process => process.DeepClone())]) });
            return ExitCode.Ok;
        }

        Answer.WriteTable(output, [["PROCESS", "VERSION", "TITLE"], .. processes.Select(process =>
            new[] { Text(process, "id"), Text(process, "version"), Text(process, "title") })]);
        return ExitCode.Ok;
    }

    private static async Task<int> DescribeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var output = parsed.InvocationConfiguration.Output;
        var process = await api.DescribeAsync(parsed.GetRequiredValue(Id), cancellationToken);
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, process);
            return ExitCode.Ok;
        }

        await output.WriteLineAsync($"{Text(process, "id")} {Text(process, "version")}: {Text(process, "title")}");
        await output.WriteLineAsync(Text(process, "description"));
        WriteParameters(output, "Inputs", process["inputs"] as JsonObject);
        WriteParameters(output, "Outputs", process["outputs"] as JsonObject);
        if (Client.Links.Find(process, "describedby") is not null)
        {
            var isYours = process["mutable"]?.GetValue<bool>() == true;
            await output.WriteLineAsync();
            await output.WriteLineAsync($"Deployed{(isYours ? ", and yours to replace or remove" : " by the operator")}; 'graticule process package {Text(process, "id")}' prints the package.");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> PackageAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var text = await api.PackageAsync(parsed.GetRequiredValue(Id), cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteAsync(text.EndsWith('\n') ? text : text + "\n");
        return ExitCode.Ok;
    }

    private static void WriteParameters(TextWriter output, string title, JsonObject? parameters)
    {
        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var (name, value) in parameters ?? [])
        {
            if (value is not JsonObject parameter)
            {
                continue;
            }

            output.WriteLine($"  {name}  {Text(parameter, "title")}");
            if (Text(parameter, "description") is { Length: > 0 } description)
            {
                output.WriteLine($"      {description}");
            }

            output.WriteLine($"      {Answer.Line(parameter["schema"] ?? new JsonObject())}");
        }
    }

    private static string Text(JsonObject document, string member) => document[member]?.ToString() ?? string.Empty;
}
