using System.CommandLine;
using System.Text.Json.Nodes;
using Graticule.Cli.Client;
using Graticule.Cli.Terminal;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary><c>graticule results ID</c>: shows where a job's results are, or fetches them.</summary>
internal static class ResultsCommand
{
    private static readonly Option<DirectoryInfo> Folder = new("--output", "-o")
    {
        Description = "Save every output as a file in this folder; made when it is not there.",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        Command command = new("results", "Show a job's results, or save them.") { StatusCommand.Id, Folder };
        command.SetAction(RunAsync);
        return Connection.With(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = Connection.Open(parsed);
        var outputs = await FindAsync(api, parsed.GetRequiredValue(StatusCommand.Id), cancellationToken);
        var error = parsed.InvocationConfiguration.Error;
        var rows = parsed.GetValue(Folder) is { } folder
            ? await ProgressDisplay.WatchAsync("Fetching results", error, progress => SaveAsync(api, outputs, folder, progress, cancellationToken))
            : [.. outputs.Select(found => (found.Name, found.Href is { } href ? JsonValue.Create(href.AbsoluteUri) : found.Value?.DeepClone()))];
        Write(parsed, rows);
        return ExitCode.Ok;
    }

    /// <exception cref="ProblemException">ProcessFailed, with what went wrong, when the job failed.</exception>
    private static async Task<IReadOnlyList<RemoteOutput>> FindAsync(Api api, string id, CancellationToken cancellationToken)
    {
        var job = await api.FindAsync(id, cancellationToken);
        try
        {
            return await api.ResultsAsync(id, cancellationToken);
        }
        catch (ProblemException exception) when (ExitCode.Of(job.State) == ExitCode.Failed)
        {
            throw new ProblemException(exception.Problem with { Kind = ProblemKind.ProcessFailed }, exception);
        }
    }

    private static async Task<List<(string Name, JsonNode? Where)>> SaveAsync(
        Api api, IReadOnlyList<RemoteOutput> outputs, DirectoryInfo folder, IProgress<Step> progress, CancellationToken cancellationToken)
    {
        folder.Create();
        List<(string, JsonNode?)> saved = [];
        foreach (var found in outputs)
        {
            var path = Path.Combine(folder.FullName, found.FileName());
            progress.Report(new((double)saved.Count / outputs.Count, Path.GetFileName(path)));
            if (found.Href is not null)
            {
                await api.DownloadAsync(found.Href, path, cancellationToken);
            }
            else
            {
                await File.WriteAllBytesAsync(path, found.Content(), cancellationToken);
            }

            saved.Add((found.Name, path));
        }

        return saved;
    }

    private static void Write(ParseResult parsed, List<(string Name, JsonNode? Where)> rows)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, new JsonObject(rows.Select(row => KeyValuePair.Create(row.Name, row.Where))));
            return;
        }

        Answer.WriteTable(output, [.. rows.Select(row => new[] { row.Name, Text(row.Where) })]);
    }

    private static string Text(JsonNode? where) => where switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        null => "null",
        _ => Answer.Line(where),
    };
}
