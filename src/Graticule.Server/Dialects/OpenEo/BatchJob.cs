using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Storage;
using LogLevel = Graticule.Jobs.LogLevel;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// A batch job: what was asked for, which may change between runs, and the latest run. The API starts a job as often as its owner likes,
/// and a job of the engine runs once, so each start makes another job of the engine.
/// </summary>
/// <param name="Document">What is kept of it.</param>
/// <param name="Run">The engine's job of the latest start; null: it was never started, or its results were taken away.</param>
internal sealed record BatchJob(Document Document, Job? Run)
{
    private const string RunMember = "run";

    private const string PausedMember = "paused";

    private const string CanceledMember = "canceled";

    public string Id => Document.Id;

    /// <summary>Members as <see cref="JobRequest"/> keeps them.</summary>
    public JsonObject Request => Document.Content;

    public string Status => Words.Status(Run?.State);

    public bool IsActive => Run?.State is JobState.Queued or JobState.Running;

    /// <summary>Whether its owner stopped it for a while: the run goes on where it was.</summary>
    public bool IsPaused => Run?.State is JobState.Created && (bool?)Request[PausedMember] == true;

    /// <summary>Whether its owner cancelled it and neither started nor changed it since.</summary>
    public bool IsCanceled => !IsActive && (bool?)Request[CanceledMember] == true;

    public LogLevel LogLevel => Words.TryReadLevel((string?)Request["log_level"], out var level) ? level : LogLevel.Info;

    public DateTimeOffset UpdatedAt => Run is { } run && run.UpdatedAt > Document.UpdatedAt ? run.UpdatedAt : Document.UpdatedAt;

    /// <summary>Whole percent; null where nobody knows.</summary>
    public double? Progress => Run?.State switch
    {
        null or JobState.Created or JobState.Queued => 0,
        JobState.Succeeded => 100,
        JobState.Running => Math.Floor(Math.Clamp((Run.Progress ?? 0) * 100, 0, 99)),
        _ => Run.Progress is { } share ? Math.Floor(Math.Clamp(share * 100, 0, 99)) : null,
    };

    /// <summary>Id of the latest run that a document names; null: it names none.</summary>
    public static JobId? RunOf(Document document) => JobId.TryParse((string?)document.Content[RunMember], out var id) ? id : null;

    /// <summary>The content of a document with another run, neither paused nor cancelled.</summary>
    public static JsonObject WithRun(JsonObject content, JobId? run)
    {
        var changed = content.DeepClone().AsObject();
        changed.Remove(RunMember);
        changed.Remove(PausedMember);
        changed.Remove(CanceledMember);
        if (run is { } id)
        {
            changed[RunMember] = id.ToString();
        }

        return changed;
    }

    /// <summary>The content of a document of a paused job.</summary>
    public static JsonObject AsPaused(JsonObject content) => With(content, PausedMember);

    /// <summary>The content of a document of a cancelled job.</summary>
    public static JsonObject AsCanceled(JsonObject content) => With(content, CanceledMember);

    private static JsonObject With(JsonObject content, string member)
    {
        var changed = content.DeepClone().AsObject();
        changed[member] = true;
        return changed;
    }
}
