using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Cli.Client.Files;
using Graticule.Cli.Terminal;

namespace Graticule.Cli;

/// <summary><c>graticule sweep CASES</c>: a command once for each row of a table, on a server that has the API <c>/api/v2</c>.</summary>
internal static class SweepCommand
{
    private const int InputType = 1;
    private const int TemplateType = 2;
    private const int ParameterType = 3;
    private const string Success = "Completed successfully";
    private const string End = "Completed";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Only print the id of the job." };

    private static readonly Option<string> To = new("--output", "-o") { Description = "Fetch what the runs leave into this folder.", HelpName = "FOLDER" };

    public static Command Create()
    {
        Command command = new("sweep", "Run a command for each row of a CSV file, several at the same time; the exit code tells whether all went well.") { SweepOptions.Cases };
        foreach (var option in SweepOptions.All)
        {
            command.Add(option);
        }

        command.Add(NoWait);
        command.Add(To);
        command.SetAction(RunAsync);
        return Connection.With(command);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var transport = Connection.OpenTransport(parsed, takesDefaultProfile: true);
        var jobs = new JobsApi(transport);
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var transfers = new FileTransfers(new(transport), error);
        var machine = SweepOptions.Choose(parsed, await jobs.CoreTypesAsync(cancellationToken));
        var sent = await SendAsync(parsed, transfers, cancellationToken);
        var job = await jobs.SaveAsync(SweepOptions.Job(parsed, machine, sent), cancellationToken);
        await jobs.SubmitAsync(job, cancellationToken);
        if (parsed.GetValue(NoWait))
        {
            Tell(parsed, new JsonObject { ["id"] = job }, () => output.WriteLine(job));
            return ExitCode.Ok;
        }

        await error.WriteLineAsync($"The job {job} was submitted; it goes on when this is ended.");
        var reason = await ProgressDisplay.WatchAsync("Running", error, progress => WaitAsync(jobs, job, CountCases(parsed.GetRequiredValue(SweepOptions.Cases)), progress, cancellationToken));
        var runs = await jobs.RunsAsync(job, cancellationToken);
        if (parsed.GetValue(To) is { } folder)
        {
            await FetchAsync(await jobs.FilesAsync(job, cancellationToken), transfers, folder, cancellationToken);
        }

        Tell(parsed, Document(job, reason, runs), () => Describe(output, job, reason, runs));
        return reason == Success && runs.All(run => run.ExitCode is null or 0) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<SweepFiles> SendAsync(ParseResult parsed, FileTransfers transfers, CancellationToken cancellationToken)
    {
        var cases = parsed.GetRequiredValue(SweepOptions.Cases);
        var inputs = parsed.GetValue(SweepOptions.Inputs) ?? [];
        var templates = SweepOptions.ReadTemplates(parsed);
        foreach (var file in (FileInfo[])[cases, .. inputs, .. templates.Select(template => template.File)])
        {
            FilesCommand.Require(file);
        }

        var sentCases = await transfers.UploadAsync(cases.FullName, ParameterType, cancellationToken);
        List<RemoteFile> sentInputs = [];
        foreach (var input in inputs)
        {
            sentInputs.Add(await transfers.UploadAsync(input.FullName, InputType, cancellationToken));
        }

        List<(RemoteFile, string)> sentTemplates = [];
        foreach (var (file, name) in templates)
        {
            sentTemplates.Add((await transfers.UploadAsync(file.FullName, TemplateType, cancellationToken), name));
        }

        return new(sentCases, sentInputs, sentTemplates);
    }

    /// <summary>For the bar only: the server counts exactly.</summary>
    private static int CountCases(FileInfo cases) => Math.Max(1, File.ReadLines(cases.FullName).Count(line => line.Trim().Length > 0) - 1);

    private static async Task<string?> WaitAsync(JobsApi jobs, string job, int cases, IProgress<Step> progress, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 1.3 < LongestPause ? pause * 1.3 : LongestPause)
        {
            var (status, reason) = await jobs.StatusAsync(job, cancellationToken);
            if (status == End)
            {
                return reason;
            }

            var over = (await jobs.RunsAsync(job, cancellationToken)).Count(run => run.IsOver);
            progress.Report(new(Math.Min(1, (double)over / cases), $"{status}: {over} of {cases} runs"));
            await Task.Delay(pause, cancellationToken);
        }
    }

    private static async Task FetchAsync(IReadOnlyList<RemoteFile> files, FileTransfers transfers, string folder, CancellationToken cancellationToken)
    {
        DownloadTargets targets = new(folder, isFolder: true);
        foreach (var file in files)
        {
            var target = targets.Of(file);
            if (!await DownloadTargets.IsThereAsync(file, target, replaces: true, cancellationToken))
            {
                await transfers.DownloadAsync(file, target, connections: 4, cancellationToken);
            }
        }
    }

    private static void Tell(ParseResult parsed, JsonObject document, Action write)
    {
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(parsed.InvocationConfiguration.Output, document);
        }
        else
        {
            write();
        }
    }

    private static JsonObject Document(string job, string? reason, IReadOnlyList<RemoteRun> runs) => new()
    {
        ["id"] = job,
        ["reason"] = reason,
        ["runs"] = new JsonArray([.. runs.Select(run => new JsonObject { ["id"] = run.Id, ["exitCode"] = run.ExitCode, ["files"] = run.Files })]),
    };

    private static void Describe(TextWriter output, string job, string? reason, IReadOnlyList<RemoteRun> runs)
    {
        output.WriteLine($"{job}: {reason}");
        Answer.WriteTable(
            output,
            [
                ["RUN", "EXIT", "FILES"],
                .. runs.Select(run => (string[])[run.Id, run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-", run.Files.ToString(CultureInfo.InvariantCulture)]),
            ]);
    }
}
