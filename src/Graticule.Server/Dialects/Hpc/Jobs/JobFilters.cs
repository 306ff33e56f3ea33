using Graticule.Jobs.Saved;
using Graticule.Server.Dialects.Hpc.Sharing;

namespace Graticule.Server.Dialects.Hpc.Jobs;

/// <summary>Which jobs a list has, by the words of its query.</summary>
internal static class JobFilters
{
    private static readonly SavedJobPhase[] Open = [SavedJobPhase.Draft, SavedJobPhase.Submitted];

    /// <summary>What the database can answer by itself.</summary>
    /// <exception cref="HpcException">400: the query has words that there are not.</exception>
    public static SavedJobFilter Of(HpcRequest request) => new(request.Owner)
    {
        Shared = new Shares(request.Parts.Documents, request.Parts.Clock).ReceivedBy(request.Owner),
        Phases = Phases(request),
        IsAscending = request.Query("ordering") switch
        {
            null or "-dateInserted" or "-date_inserted" => false,
            "dateInserted" or "date_inserted" => true,
            _ => throw HpcErrors.Field("/ordering", "Jobs are ordered by dateInserted or -dateInserted."),
        },
    };

    /// <summary>The statuses that <c>job_status</c> asks for, such as <c>WAITINGFORQUEUE</c>; null: all.</summary>
    public static HashSet<string>? Statuses(HpcRequest request)
    {
        if (request.Query("t") == "1")
        {
            return ["EXECUTING", "STARTED", "VALIDATED", "STOPPING"];
        }

        var asked = request.Context.Request.Query["job_status"].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        return asked.Count == 0 ? null : [.. asked.Select(Plain)];
    }

    /// <summary>Without what differs between the spellings of one status.</summary>
    public static string Plain(string status) => string.Concat(status.Where(char.IsAsciiLetter)).ToUpperInvariant();

    private static SavedJobPhase[]? Phases(HpcRequest request) => request.Query("state") switch
    {
        null => Statuses(request) is { } statuses ? [.. ByStatus(statuses)] : null,
        "completed" => [SavedJobPhase.Completed],
        "not_completed" => Open,
        _ => throw HpcErrors.Field("/state", "A state is one of completed, not_completed."),
    };

    private static IEnumerable<SavedJobPhase> ByStatus(HashSet<string> statuses)
    {
        var completed = Plain(JobStatus.Completed);
        if (statuses.Contains(completed))
        {
            yield return SavedJobPhase.Completed;
        }

        if (statuses.Any(status => status != completed))
        {
            yield return SavedJobPhase.Submitted;
        }
    }
}
