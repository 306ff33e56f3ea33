using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The filters of the job list (OGC 18-062r2 clause 11, class job-list): AND between parameters, OR within one.</summary>
internal static class JobQuery
{
    private const string Before = "before";
    private const string After = "after";

    private static readonly string[] Kept = ["type", "processID", "status", "datetime", "minDuration", "maxDuration"];

    /// <summary>What to list; null when the filters leave nothing.</summary>
    /// <exception cref="OgcException">A value that means nothing, naming its parameter.</exception>
    public static JobFilter? Read(HttpRequest request, string owner)
    {
        var (from, to) = QueryValues.Text(request, "datetime") is { } text ? ReadPeriod(text) : (null, null);
        var (least, most) = (QueryValues.Seconds(request, "minDuration"), QueryValues.Seconds(request, "maxDuration"));
        var filter = new JobFilter
        {
            Owner = owner,
            Dialect = Words.Dialect,
            ProcessIds = QueryValues.List(request, "processID"),
            States = ReadStates(request, hasDuration: least is not null || most is not null),
            CreatedFrom = from,
            CreatedTo = to,
            MinDuration = least,
            MaxDuration = most,
            Limit = QueryValues.Limit(request),
            OlderThan = ReadJob(request, After),
            NewerThan = ReadJob(request, Before),
        };
        return IncludesProcesses(request) ? filter : null;
    }

    /// <summary>The next or the previous page, with the filters of this one.</summary>
    public static string Address(HttpRequest request, JobId? after = null, JobId? before = null)
    {
        var query = new QueryString();
        foreach (var name in Kept)
        {
            foreach (var value in request.Query[name])
            {
                query = string.IsNullOrEmpty(value) ? query : query.Add(name, value);
            }
        }

        query = query.Add("limit", QueryValues.Limit(request).ToString(CultureInfo.InvariantCulture));
        query = after is { } last ? query.Add(After, last.ToString()) : query;
        query = before is { } first ? query.Add(Before, first.ToString()) : query;
        return Root.Of(request).Jobs + query.ToUriComponent();
    }

    /// <summary>Jobs of version 1.0 are all of the type process; of version 2.0, of this API.</summary>
    private static bool IncludesProcesses(HttpRequest request)
    {
        var types = QueryValues.List(request, "type");
        foreach (var type in types)
        {
            if (type is not ("process" or "ogc-api-processes" or "openeo"))
            {
                throw Errors.InvalidQuery("type", $"is '{type}'; it must be 'process'.");
            }
        }

        return types.Count == 0 || types.Any(type => type != "openeo");
    }

    /// <summary>A job that was only created is left out unless asked for: the word is unknown to version 1.0.</summary>
    private static List<JobState> ReadStates(HttpRequest request, bool hasDuration)
    {
        List<JobState> states = [];
        foreach (var word in QueryValues.List(request, "status"))
        {
            states.Add(Words.TryReadState(word, out var state)
                ? state
                : throw Errors.InvalidQuery("status", $"is '{word}'; it must be one of: {string.Join(", ", Words.States)}."));
        }

        return (states.Count, hasDuration) switch
        {
            (0, true) => [JobState.Running, JobState.Succeeded, JobState.Failed, JobState.Cancelled],
            (0, false) => [JobState.Queued, JobState.Running, JobState.Succeeded, JobState.Failed, JobState.Cancelled],
            _ => states,
        };
    }

    private static JobId? ReadJob(HttpRequest request, string name) => QueryValues.Text(request, name) switch
    {
        null => null,
        var text when JobId.TryParse(text, out var id) => id,
        _ => throw Errors.InvalidQuery(name, "must be the id of a job."),
    };

    /// <summary>An instant, or an interval whose ends may be open (<c>..</c> or empty); a date means the whole day.</summary>
    /// <exception cref="OgcException">It is neither.</exception>
    public static (DateTimeOffset? From, DateTimeOffset? To) ReadPeriod(string text)
    {
        var ends = text.Split('/');
        var (from, to) = ends switch
        {
            [var instant] => (ReadTime(instant).Start, ReadTime(instant).End),
            [var start, var end] => (ReadEnd(start)?.Start, ReadEnd(end)?.End),
            _ => throw BadPeriod(),
        };
        return from > to ? throw Errors.InvalidQuery("datetime", "ends before it begins.") : (from, to);
    }

    private static (DateTimeOffset Start, DateTimeOffset End)? ReadEnd(string text) => text is "" or ".." ? null : ReadTime(text);

    private static (DateTimeOffset Start, DateTimeOffset End) ReadTime(string text)
    {
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
        {
            return (day, day.AddDays(1).AddTicks(-1));
        }

        // A blank where a plus was meant: the query string was not escaped.
        return text.Length > 10 && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time, time)
            : throw BadPeriod();
    }

    private static OgcException BadPeriod() =>
        Errors.InvalidQuery("datetime", "must be a time such as 2024-05-01T12:00:00Z, or an interval such as 2024-05-01T00:00:00Z/.. .");
}
