using Graticule.Analysis.Nesting;
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
            ? await Attempt.RunAsync(process, stop => PrepareAsync(process.Description, order, workspace.Path, Math.Max(1, share), echo, stop), cancellationToken)
            : new(new(Jobs.ProblemKind.NotFound, $"This worker knows no process '{order.Spec.ProcessId}'.", order.Spec.ProcessId), []);
        await workspace.WriteReportAsync(report, cancellationToken);
        return report;
    }

    private async Task<JobContext> PrepareAsync(ProcessDescription process, JobOrder order, string folder, int cores, IJobEcho echo, CancellationToken cancellationToken)
    {
        var context = new JobContext(order.Spec, folder, cores, echo, order.Settings)
        {
            Keep = order.Keep is { } keep ? keep with { Folder = Path.GetFullPath(Path.Combine(folder, keep.Folder)) } : null,
        };
        if (!NestedCalls.Any(order.Spec.Inputs))
        {
            return context;
        }

        var nested = new NestedRun(catalog, context, order.Nested ?? new Dictionary<string, Package>(StringComparer.Ordinal));
        return context.Nest(order.Spec with { Inputs = await nested.ResolveAsync(process, order.Spec.Inputs, home: "", cancellationToken) }, folder);
    }
}
