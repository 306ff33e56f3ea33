using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The standard's names (OGC 18-062r2; statusCode.yaml, Part 4 for <c>created</c>).</summary>
internal static class Words
{
    public const string Dialect = "ogc";

    public const string Json = "application/json";
    public const string Problem = "application/problem+json";
    public const string Html = "text/html";
    public const string Text = "text/plain";
    public const string Multipart = "multipart/related";
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";

    /// <summary>JSON of an application package (OGC 20-044).</summary>
    public const string Package = "application/ogcapppkg+json";

    public const string Relation = "http://www.opengis.net/def/rel/ogc/1.0/";
    public const string ResultsProfile = "https://www.opengis.net/def/profile/OGC/0/ogc-results";

    public const string Accepted = "accepted";
    public const string Dismissed = "dismissed";

    /// <summary>Every word for a state, for messages.</summary>
    public static string[] States { get; } = [.. Enum.GetValues<JobState>().Select(State)];

    public static string State(JobState state) => state switch
    {
        JobState.Created => "created",
        JobState.Queued => Accepted,
        JobState.Running => "running",
        JobState.Succeeded => "successful",
        JobState.Failed => "failed",
        JobState.Cancelled => Dismissed,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are six states."),
    };

    public static bool TryReadState(string word, out JobState state)
    {
        foreach (var known in Enum.GetValues<JobState>())
        {
            if (State(known) == word)
            {
                state = known;
                return true;
            }
        }

        state = default;
        return false;
    }
}
