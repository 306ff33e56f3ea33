using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>Each submitted job has one cluster, under the job's id; there are no others.</summary>
internal static class ClusterPages
{
    public static async Task ListAsync(HpcRequest request)
    {
        var job = JobAccess.See(request);
        var rows = (await JobHistory.OfAsync(request, job)).Cluster();
        await request.SendPageAsync(rows.Count == 0 ? [] : (JsonObject[])[Write(job.Id, rows)], row => row);
    }

    /// <param name="job">Id of the job, and of its cluster.</param>
    /// <param name="history">Newest first; not empty.</param>
    private static JsonObject Write(string job, IReadOnlyList<JobStatus> history) => new()
    {
        ["id"] = job,
        ["jobId"] = job,
        ["status"] = history[0].Status,
        ["dateStarted"] = At(history, "Started"),
        ["dateStopped"] = At(history, "Stopped"),
    };

    private static string? At(IReadOnlyList<JobStatus> history, string status) => history.FirstOrDefault(row => row.Status == status) is { } found ? HpcDates.WithZ(found.At) : null;
}
