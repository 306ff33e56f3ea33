using Graticule.Jobs;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>The names that the API of CDMS (Apache SDAP) has for what the engine calls otherwise, and its media types.</summary>
internal static class Words
{
    public const string Dialect = "cdms";

    public const string Json = "application/json";
    public const string Csv = "text/csv";
    public const string NetCdf = "application/x-netcdf";
    public const string Binary = "binary/octet-stream";
    public const string Text = "text/plain; charset=utf-8";
    public const string Yaml = "application/yaml";

    public const string Running = "running";
    public const string Success = "success";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    /// <summary>There is no word for a job that waits: it runs as soon as it is made.</summary>
    public static string Status(JobState state) => state switch
    {
        JobState.Created or JobState.Queued or JobState.Running => Running,
        JobState.Succeeded => Success,
        JobState.Failed => Failed,
        JobState.Cancelled => Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are six states."),
    };
}
