using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Files;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>The runs of a job: one, or one for each row of its table; and the files that they left.</summary>
internal static class RunPages
{
    private const int Case = 3;

    public static async Task ListAsync(HpcRequest request)
    {
        var job = JobAccess.See(request);
        using var variables = await RunVariables.OfAsync(request, job);
        await request.SendPageAsync(await RunsAsync(request, job), run => Write(request, job, run, variables));
    }

    public static async Task ShowAsync(HpcRequest request)
    {
        var job = JobAccess.See(request);
        var number = int.TryParse(request.Route("run"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var run = (await RunsAsync(request, job)).FirstOrDefault(run => run.Number == number) ?? throw HpcErrors.NotFound;
        using var variables = await RunVariables.OfAsync(request, job);
        await request.SendAsync(Write(request, job, run, variables));
    }

    /// <summary>Files that the job left, whoever owns them: whoever sees the job sees them.</summary>
    public static Task ListFilesAsync(HpcRequest request) => FileList.SendAsync(request, new() { Job = JobAccess.See(request).Id });

    public static Task ListRunFilesAsync(HpcRequest request) => FileList.SendAsync(request, new() { Job = JobAccess.See(request).Id, Run = request.Route("run") });

    private static async Task<IReadOnlyList<RunRecord>> RunsAsync(HpcRequest request, SavedJob job)
    {
        var history = await JobHistory.OfAsync(request, job);
        return history.Folder is { } folder
            ? [.. folder.ReadRuns().Select(run => new RunRecord(run.Number, run.StartedAt, run.EndedAt, run.ExitCode, run.Reason))]
            : history.Record.Runs;
    }

    private static JsonObject Write(HpcRequest request, SavedJob job, RunRecord run, RunVariables variables)
    {
        var files = request.Parts.Library.List(new() { Job = job.Id, Run = Digits.Of(run.Number) }).Files;
        return new()
        {
            ["id"] = Digits.Of(run.Number),
            ["displayOrder"] = run.Number,
            ["dateStarted"] = run.StartedAt is { } started ? HpcDates.WithZ(started) : null,
            ["dateCompleted"] = run.EndedAt is { } ended ? HpcDates.WithZ(ended) : null,
            ["type"] = Case,
            ["parent"] = null,
            ["isOptimal"] = false,
            ["exitCode"] = run.ExitCode,
            ["statusReason"] = run.Reason,
            ["outputFileCount"] = files.Count,
            ["outputFileSize"] = files.Sum(file => file.Length),
            ["variables"] = variables.Of(run.Number),
        };
    }
}
