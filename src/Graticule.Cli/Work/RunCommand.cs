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

    /// <summary>Exit code 0: the job succeeded; 1: it failed, and the report says why; 2: the folder holds no order, or no report could be written.</summary>
    /// <param name="folder">The workspace.</param>
    /// <param name="cores">Threads to keep busy; null: as the order says, or all of this machine's.</param>
    /// <param name="catalog">What can be run.</param>
    /// <param name="output">Told how far the work is.</param>
    /// <param name="errors">Told why it failed.</param>
    /// <param name="cancellationToken">Breaks the work off.</param>
    public static async Task<int> RunAsync(
        string folder, int? cores, ProcessCatalog catalog, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var workspace = new Workspace(Path.GetFullPath(folder));
        var progress = new LatestProgress();
        var usage = new UsageMeter(TimeProvider.System);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = Task.Run(() => new ProgressNotes(workspace, progress, output, TimeProvider.System).KeepAsync(over.Token), CancellationToken.None);
        try
        {
            var report = await new Worker(catalog, TimeProvider.System).RunAsync(workspace, cores, progress, cancellationToken);
            await over.CancelAsync();
            await showing;
            await usage.WriteAsync(workspace, errors);
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
}
