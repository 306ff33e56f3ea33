using System.Text.Json.Nodes;

namespace Graticule.Jobs;

/// <summary>The four levels that every dialect's log knows.</summary>
public enum LogLevel
{
    Debug,
    Info,
    Warning,
    Error,
}

/// <summary>One line that a job said.</summary>
/// <param name="Time">When.</param>
/// <param name="Level">How grave.</param>
/// <param name="Message">For people.</param>
/// <param name="Data">For programs: what a process and the dialect that shows it agreed upon; null where the message is all.</param>
public sealed record LogLine(DateTimeOffset Time, LogLevel Level, string Message, JsonObject? Data = null);
