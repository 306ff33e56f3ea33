using System.Globalization;
using Graticule.Analysis.Batch;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>Runs that are under way, in the folder of their attempt.</summary>
internal static class LiveRun
{
    /// <exception cref="HpcException">404: the job is not running, or has no such run at this moment.</exception>
    public static async Task<(BatchFolder Folder, int Run)> FindAsync(HpcRequest request, bool mayChange = false)
    {
        var job = mayChange ? JobAccess.Own(request) : JobAccess.See(request);
        var folder = (await JobHistory.OfAsync(request, job)).Folder ?? throw HpcErrors.NotFound;
        var run = int.TryParse(request.Route("run"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return folder.ReadRuns().Any(record => record.Number == run && record.EndedAt is null) ? (folder, run) : throw HpcErrors.NotFound;
    }

    /// <summary>The work folder of a run: its own where there are several.</summary>
    public static string WorkOf(BatchFolder folder, int run) => folder.WorkOf(run, folder.IsSweep);
}
