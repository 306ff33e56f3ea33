using System.Globalization;
using Graticule.Analysis;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;

namespace Graticule.Cli.Work;

/// <summary><c>graticule run FOLDER</c>: one attempt in one folder, for executors that start a program per job, and by hand.</summary>
public static class RunCommand
{
    private const int Succeeded = 0;
    private const int Failed = 1;
    private const int BadUse = 2;

    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Exit code 0: the job succeeded; 1: it failed, and the report says why; 2: the folder holds no order, or no report could be written.</summary>
    public static async Task<int> RunAsync(string folder, ProcessCatalog catalog, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var progress = new LatestProgress();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = Task.Run(() => ShowAsync(progress, output, over.Token), CancellationToken.None);
        try
        {
            var report = await new Worker(catalog, TimeProvider.System).RunAsync(new(Path.GetFullPath(folder)), cores: null, progress, cancellationToken);
            await over.CancelAsync();
            await showing;
            if (report.Problem is { } problem)
            {
                await errors.WriteLineAsync($"failed: {problem.Message}");
                return Failed;
            }

            await output.WriteLineAsync($"succeeded: {report.Outputs.Count} outputs; see {Path.Combine(folder, "report.json")}");
            return Succeeded;
        }
        catch (Exception exception) when (exception is ProblemException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(exception.Message);
            return BadUse;
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private static async Task ShowAsync(LatestProgress progress, TextWriter output, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ShowEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await ShowLatestAsync(progress, output);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over; what it said last is still worth a line.
            await ShowLatestAsync(progress, output);
        }
    }

    private static async Task ShowLatestAsync(LatestProgress progress, TextWriter output)
    {
        if (progress.Take() is { } news)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{news.Share,6:P0} {news.Message}").TrimEnd());
        }
    }
}
