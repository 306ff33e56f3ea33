using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Cli.Client;
using Graticule.Cli.Terminal;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary><c>graticule submit PROCESS</c>: starts a job.</summary>
internal static class SubmitCommand
{
    private static readonly Argument<string> Process = new("process") { Description = "What to run; 'graticule process list' names all." };

    private static readonly Option<string[]> Input = new("--input", "-i")
    {
        Description = "NAME=VALUE, NAME=@FILE (a local file) or NAME=URL; repeat it for several inputs, or for several values of one.",
        HelpName = "NAME=VALUE",
    };

    private static readonly Option<FileInfo> Inputs = new("--inputs")
    {
        Description = "JSON file with all inputs, or with a whole execute request; -i adds to it.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Output = new("--output", "-o")
    {
        Description = "NAME or NAME:MEDIATYPE of an output to make; without it, all of them.",
        HelpName = "NAME:TYPE",
    };

    private static readonly Option<bool> Wait = new("--wait", "-w") { Description = "Wait for the end; the exit code tells how it ended." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only have the server check the request." };

    public static Command Create()
    {
        Command command = new("submit", "Start a job and print its id.") { Process, Input, Inputs, Output, Wait, DryRun };
        command.SetAction(RunAsync);
        return Connection.With(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var process = parsed.GetRequiredValue(Process);
        var request = await ReadFileAsync(parsed.GetValue(Inputs), cancellationToken);
        var typed = (parsed.GetValue(Input) ?? []).Select(Split).ToList();
        if (typed.Count > 0)
        {
            await AddInputsAsync(parsed, api, (JsonObject)request["inputs"]!, typed, cancellationToken);
        }

        if (parsed.GetValue(Output) is { Length: > 0 } outputs)
        {
            request["outputs"] = new JsonObject(outputs.Select(ReadOutput));
        }

        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (parsed.GetValue(DryRun))
        {
            return await CheckAsync(parsed, api, process, request, cancellationToken);
        }

        var job = await api.SubmitAsync(process, request, cancellationToken);
        if (!parsed.GetValue(Wait))
        {
            JobText.Write(parsed, job, output, () => output.WriteLine(job.Id));
            return ExitCode.Ok;
        }

        var ended = await JobWait.UntilEndAsync(api, job, error, cancellationToken);
        JobText.Write(parsed, ended, output, () => JobText.Describe(ended, output));
        return ExitCode.Of(ended.State);
    }

    private static async Task<int> CheckAsync(ParseResult parsed, Api api, string process, JsonObject request, CancellationToken cancellationToken)
    {
        var answer = await api.CheckAsync(process, request, cancellationToken);
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(parsed.InvocationConfiguration.Output, answer);
        }
        else
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync("The request is right.");
        }

        return ExitCode.Ok;
    }

    /// <summary>Adds what was typed; the values of one name become a list when there are several.</summary>
    private static async Task AddInputsAsync(
        ParseResult parsed, Api api, JsonObject inputs, List<(string Name, string Value)> typed, CancellationToken cancellationToken)
    {
        var description = await api.DescribeAsync(parsed.GetRequiredValue(Process), cancellationToken);
        foreach (var group in typed.GroupBy(pair => pair.Name, StringComparer.Ordinal))
        {
            var schema = InputSchema.Of(description, group.Key);
            List<JsonNode> values = [];
            foreach (var (name, text) in group)
            {
                values.Add(await InputValue.ReadAsync(name, text, schema, UploadAsync));
            }

            inputs[group.Key] = values is [var only] ? only : new JsonArray([.. values]);
        }

        Task<string> UploadAsync(string path) => ProgressDisplay.WatchAsync(
            $"Uploading {Path.GetFileName(path)}", parsed.InvocationConfiguration.Error, _ => api.UploadAsync(path, cancellationToken));
    }

    private static (string Name, string Value) Split(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        ? (text[..at], text[(at + 1)..])
        : throw new ProblemException(ProblemKind.InvalidInput, $"'-i {text}' should be NAME=VALUE.");

    private static KeyValuePair<string, JsonNode?> ReadOutput(string text) => text.Split(':', 2) is [var name, var mediaType]
        ? new(name, new JsonObject { ["mediaType"] = mediaType })
        : new(text, new JsonObject());

    private static async Task<JsonObject> ReadFileAsync(FileInfo? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new() { ["inputs"] = new JsonObject() };
        }

        try
        {
            var document = JsonNode.Parse(await File.ReadAllTextAsync(file.FullName, cancellationToken)) as JsonObject
                ?? throw new ProblemException(ProblemKind.InvalidInput, $"{file} should hold a JSON object.");
            return document["inputs"] is JsonObject ? document : new() { ["inputs"] = document };
        }
        catch (JsonException exception)
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"{file} is no JSON document: {exception.Message}");
        }
    }
}
