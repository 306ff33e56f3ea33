using System.Data.Common;

namespace Graticule.Jobs.Storage;

/// <summary>A job as a row of the table <c>jobs</c>.</summary>
internal static class JobRow
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns =
        "id, owner, dialect, executor, state, progress, message, created, started, finished, updated, removed, attempt, handle, revision, spec, outputs, problem, paused";

    public static Job Read(DbDataReader row) => new()
    {
        Id = new(Guid.ParseExact(row.GetString(0), "N")),
        Owner = row.GetString(1),
        Dialect = row.GetString(2),
        Executor = row.GetString(3),
        State = (JobState)row.GetInt64(4),
        Progress = row.IsDBNull(5) ? null : row.GetDouble(5),
        Message = row.TextOrNull(6),
        CreatedAt = row.Time(7),
        StartedAt = row.TimeOrNull(8),
        FinishedAt = row.TimeOrNull(9),
        UpdatedAt = row.Time(10),
        RemovedAt = row.TimeOrNull(11),
        Attempt = row.GetInt32(12),
        ExecutorHandle = row.TextOrNull(13),
        Revision = row.GetInt64(14),
        Spec = JobJson.ReadSpec(row.GetFieldValue<byte[]>(15)),
        Outputs = JobJson.ReadOutputs(row.TextOrNull(16)),
        Problem = JobJson.ReadProblem(row.TextOrNull(17)),
        PausedAttempt = row.IsDBNull(18) ? null : row.GetInt32(18),
    };

    /// <summary>Sets what never changes: <c>@owner @dialect @process @created @spec</c>.</summary>
    public static SqlStatement SetOrigin(this SqlStatement statement, Job job) => statement
        .Set("owner", job.Owner)
        .Set("dialect", job.Dialect)
        .Set("process", job.Spec.ProcessId)
        .Set("created", job.CreatedAt)
        .Set("spec", JobJson.Write(job.Spec));

    /// <summary>
    /// Sets what its owner may still change while the job is not queued, and what a pause changes:
    /// <c>@process @spec @executor @progress @message @updated @paused</c>, and <c>@id @revision</c>.
    /// </summary>
    public static SqlStatement SetRequest(this SqlStatement statement, Job job) => statement
        .Set("id", job.Id.ToString())
        .Set("revision", job.Revision)
        .Set("process", job.Spec.ProcessId)
        .Set("spec", JobJson.Write(job.Spec))
        .Set("executor", job.Executor)
        .Set("progress", job.Progress)
        .Set("message", job.Message)
        .Set("updated", job.UpdatedAt)
        .Set("paused", job.PausedAttempt is { } attempt ? (long)attempt : null);

    /// <summary>Sets everything else, and <c>@id</c>.</summary>
    public static SqlStatement SetStanding(this SqlStatement statement, Job job) => statement
        .Set("id", job.Id.ToString())
        .Set("executor", job.Executor)
        .Set("state", (long)job.State)
        .Set("progress", job.Progress)
        .Set("message", job.Message)
        .Set("started", job.StartedAt)
        .Set("finished", job.FinishedAt)
        .Set("updated", job.UpdatedAt)
        .Set("removed", job.RemovedAt)
        .Set("attempt", (long)job.Attempt)
        .Set("handle", job.ExecutorHandle)
        .Set("revision", job.Revision)
        .Set("bytes", job.Outputs.Sum(output => output.Length ?? 0))
        .Set("outputs", JobJson.Write(job.Outputs))
        .Set("problem", JobJson.Write(job.Problem));
}
