using Graticule.Jobs;
using LogLevel = Graticule.Jobs.LogLevel;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>The names that the openEO API 1.x has for what the engine calls otherwise.</summary>
internal static class Words
{
    public const string Dialect = "openeo";

    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string Schema = "application/schema+json";
    public const string Tar = "application/x-tar";

    /// <summary>The only plan: whoever may use the server uses it for nothing.</summary>
    public const string Plan = "free";

    /// <summary>Kinds of stored documents.</summary>
    public const string JobKind = "openeo.job";

    public const string ProcessKind = "openeo.process";

    public const string ServiceKind = "openeo.service";

    /// <summary>Statuses of a batch job.</summary>
    public const string Created = "created";

    public const string Finished = "finished";

    public const string Error = "error";

    /// <summary>A job that was never started, and one whose results were taken away, has no run.</summary>
    public static string Status(JobState? state) => state switch
    {
        null or JobState.Created => Created,
        JobState.Queued => "queued",
        JobState.Running => "running",
        JobState.Succeeded => Finished,
        JobState.Failed => Error,
        JobState.Cancelled => "canceled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are six states."),
    };

    public static string Level(LogLevel level) => level switch
    {
        LogLevel.Debug => "debug",
        LogLevel.Info => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => Error,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There are four levels."),
    };

    public static bool TryReadLevel(string? word, out LogLevel level)
    {
        foreach (var known in Enum.GetValues<LogLevel>())
        {
            if (Level(known) == word)
            {
                level = known;
                return true;
            }
        }

        level = default;
        return false;
    }
}
