using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>The histories of a job and of its machine, newest first.</summary>
internal static class StatusPages
{
    public static async Task ListJobAsync(HpcRequest request)
    {
        var job = JobAccess.See(request);
        var history = await JobHistory.OfAsync(request, job);
        var rows = history.Job().ToList();
        await request.SendPageAsync(rows, row => new JsonObject
        {
            ["id"] = Digits.Of(rows.Count - rows.IndexOf(row)),
            ["jobId"] = job.Id,
            ["status"] = row.Status,
            ["statusDate"] = HpcDates.WithOffset(row.At),
            ["statusReason"] = row.Reason,
            ["exitCode"] = row.Status == JobStatus.Completed ? history.Record.ExitCode : null,
            ["notify"] = false,
            ["preventDuplicates"] = false,
        });
    }

    public static async Task ListClusterAsync(HpcRequest request)
    {
        var history = await JobHistory.OfAsync(request, JobAccess.See(request));
        await request.SendPageAsync(history.Cluster(), row => new JsonObject
        {
            ["status"] = row.Status,
            ["statusDate"] = HpcDates.WithZ(row.At),
            ["statusReason"] = row.Reason,
        });
    }

    /// <summary>The machine that has the job, while it has it: there is no way to log in.</summary>
    public static async Task ListInstancesAsync(HpcRequest request)
    {
        var job = JobAccess.See(request);
        var history = await JobHistory.OfAsync(request, job);
        JsonObject[] instances = history is { Folder: not null, StartedAt: { } started } ? [Instance(job.Id, started, history.Machine)] : [];
        await request.SendPageAsync(instances, instance => instance);
    }

    private static JsonObject Instance(string cluster, DateTimeOffset started, string? machine) => new()
    {
        ["id"] = cluster,
        ["clusterId"] = cluster,
        ["dateStarted"] = HpcDates.WithZ(started),
        ["instanceGroup"] = null,
        ["isBehindNat"] = true,
        ["privateHostname"] = machine ?? Environment.MachineName,
        ["privateIp"] = null,
        ["publicHostname"] = null,
        ["publicIp"] = null,
        ["role"] = "MPI_MASTER",
        ["sshPort"] = null,
        ["supportedServices"] = new JsonArray(),
        ["tenancy"] = "default",
        ["username"] = null,
    };
}
