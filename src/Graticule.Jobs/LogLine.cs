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
public sealed record LogLine(DateTimeOffset Time, LogLevel Level, string Message);
