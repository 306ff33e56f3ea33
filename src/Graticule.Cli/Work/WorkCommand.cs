using Graticule.Analysis;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;

namespace Graticule.Cli.Work;

/// <summary><c>graticule work</c>: a warm worker that takes orders from its server's pool until the server is gone.</summary>
public static class WorkCommand
{
    public static async Task<int> RunAsync(ProcessCatalog catalog)
    {
        var worker = new Worker(catalog, TimeProvider.System);
        await WorkLoop.ServeAsync((workspace, cores, progress, cancellationToken) => worker.RunAsync(workspace, cores, progress, cancellationToken));
        return 0;
    }
}
