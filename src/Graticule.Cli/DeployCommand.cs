using System.CommandLine;
using System.Text.Json.Nodes;
using Graticule.Cli.Client;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary><c>graticule deploy FILE</c> and <c>graticule undeploy ID</c>: processes come and go.</summary>
internal static class DeployCommand
{
    private static readonly Argument<string> Package = new("file")
    {
        Description = "The package: CWL (.cwl, .yaml, .json) or an OGC application package (.json); '-' reads it from standard input.",
    };

    private static readonly Argument<string> Id = new("id") { Description = "The process's id." };

    private static readonly Option<string> Workflow = new("--workflow", "-w", "--w")
    {
        Description = "Which of the package's workflows to deploy; else the first.",
        HelpName = "ID",
    };

    private static readonly Option<string> Replace = new("--replace")
    {
        Description = "Replace the process of this id, rather than deploy a new one.",
        HelpName = "ID",
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Have the server check the package, and deploy nothing." };

    public static Command Create()
    {
        Command command = new("deploy", "Make a process of a package.") { Package, Workflow, Replace, DryRun };
        command.SetAction(DeployAsync);
        command.Validators.Add(result =>
        {
            if (result.GetValue(DryRun) && result.GetValue(Replace) is not null)
            {
                result.AddError("--dry-run checks a package as a new process; leave --replace out.");
            }
        });
        return Connection.With(command);
    }

    public static Command CreateUndo()
    {
        Command command = new("undeploy", "Remove a process that you deployed; its jobs and their results stay.") { Id };
        command.SetAction(UndeployAsync);
        return Connection.With(command);
    }

    private static async Task<int> DeployAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var text = await ReadAsync(parsed.GetRequiredValue(Package), cancellationToken);
        using var api = Connection.Open(parsed);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Replace) is { } known)
        {
            await api.ReplaceAsync(known, text, parsed.GetValue(Workflow), cancellationToken);
            Write(parsed, output, new() { ["id"] = known, ["replaced"] = true }, $"{known} replaced");
            return ExitCode.Ok;
        }

        var isDryRun = parsed.GetValue(DryRun);
        var answer = await api.DeployAsync(text, parsed.GetValue(Workflow), isDryRun, cancellationToken);
        var process = isDryRun ? answer["process"]!.AsObject() : answer;
        Write(parsed, output, answer, $"{process["id"]} {process["version"]} {(isDryRun ? "can be deployed" : "deployed")}");
        foreach (var warning in Api.Members(answer, "warnings"))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"warning: {warning["pointer"]}: {warning["detail"]}");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> UndeployAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var id = parsed.GetRequiredValue(Id);
        await api.UndeployAsync(id, cancellationToken);
        Write(parsed, parsed.InvocationConfiguration.Output, new() { ["id"] = id, ["removed"] = true }, $"{id} removed");
        return ExitCode.Ok;
    }

    private static void Write(ParseResult parsed, TextWriter output, JsonObject answer, string line)
    {
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, answer);
        }
        else
        {
            output.WriteLine(line);
        }
    }

    private static async Task<PackageFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var text = path == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(path, cancellationToken);
            return PackageFile.Of(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, $"The package '{path}' cannot be read: {exception.Message}", "file"), exception);
        }
    }
}
