using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis;

/// <summary>Runs one attempt in its folder, on whatever machine an executor chose: order in, report out.</summary>
public sealed class Worker(ProcessCatalog catalog, TimeProvider clock)
{
    /// <summary>Runs the order in the folder. Whatever the process does becomes the report.</summary>
    /// <param name="workspace">Where the order is, and the report will be.</param>
    /// <param name="cores">Threads to keep busy; null: as the order says, or all of this machine's.</param>
    /// <param name="progress">Told how far the work is.</param>
    /// <param name="cancellationToken">Breaks the work off; there is no report then.</param>
    /// <exception cref="Jobs.ProblemException">InvalidInput when the folder holds no order.</exception>
    /// <exception cref="IOException">The report could not be written.</exception>
    public async Task<JobReport> RunAsync(Workspace workspace, int? cores, LatestProgress progress, CancellationToken cancellationToken)
    {
        var order = await workspace.ReadOrderAsync(cancellationToken);
        var share = cores ?? order.Spec.Resources.CoresPerNode ?? Environment.ProcessorCount;
        using var echo = new WorkspaceEcho(workspace, progress, clock);
        var process = order.Package is { } package ? catalog.Load(order.Spec.ProcessId, package) : catalog.Of(order.Spec);
        var report = process is not null
            ? await Attempt.RunAsync(process, new(order.Spec, workspace.Path, Math.Max(1, share), echo, order.Settings), cancellationToken)
            : new(new(Jobs.ProblemKind.NotFound, $"This worker knows no process '{order.Spec.ProcessId}'.", order.Spec.ProcessId), []);
        await workspace.WriteReportAsync(report, cancellationToken);
        return report;
    }
}
