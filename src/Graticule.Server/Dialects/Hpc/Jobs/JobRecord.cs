using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Graticule.Jobs.Saved;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>What became of a saved job.</summary>
internal sealed record JobRecord
{
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>How long it may run, in seconds.</summary>
    public double? Allowed { get; init; }

    /// <summary>Whether it is the money of the project that bounds the time.</summary>
    public bool IsOfBudget { get; init; }

    /// <summary>The key that its commands have; null: they have none.</summary>
    public string? Key { get; init; }

    /// <summary>When a stop was asked for.</summary>
    public DateTimeOffset? StopAt { get; init; }

    /// <summary>When the first command could run.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last command had ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When all that it left was in its place.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why it ended as it did, as a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a run failed, or there was none.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Of the last command that ran.</summary>
    public int? ExitCode { get; init; }

    public decimal? Cost { get; init; }

    public IReadOnlyList<RunRecord> Runs { get => field ?? []; init; } = [];

    public static JobRecord Of(SavedJob job) => job.Record.Deserialize(JobRecordJson.Default.JobRecord) ?? new();

    public JsonObject Write() => JsonSerializer.SerializeToNode(this, JobRecordJson.Default.JobRecord)!.AsObject();
}

/// <summary>One run of a job.</summary>
/// <param name="Number">From 1.</param>
/// <param name="StartedAt">When its files were put into place.</param>
/// <param name="EndedAt">Null while it runs.</param>
/// <param name="ExitCode">Of its last command.</param>
/// <param name="Reason">Why it was ended; null where it ended by itself.</param>
internal sealed record RunRecord(int Number, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, int? ExitCode, string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobRecordJson : JsonSerializerContext;
