using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Graticule.Jobs.Storage;

/// <summary>
/// A filter as SQL. Alternatives of state and process become one SELECT each, joined by UNION ALL: every one of them walks an index in
/// the order of the page, and the database merges them and stops at the limit, however many jobs there are.
/// </summary>
internal sealed class JobQuery(JobFilter filter)
{
    /// <summary>Beyond this many SELECTs (SQLite takes 500) the jobs are walked by creation and compared one by one.</summary>
    private const int MaxBranches = 100;

    private static readonly JobState[] Timed = [JobState.Running, JobState.Succeeded, JobState.Failed, JobState.Cancelled];

    /// <summary>Only jobs older than this.</summary>
    public JobKey? Before { get; init; }

    /// <summary>Only jobs newer than this.</summary>
    public JobKey? After { get; init; }

    public bool OldestFirst { get; init; }

    private bool HasDuration => filter.MinDuration is not null || filter.MaxDuration is not null;

    public List<T> Read<T>(SqlSession session, string columns, long limit, Func<DbDataReader, T> read)
    {
        var sql = Write(columns);
        return sql.Length == 0 ? [] : Bind(session.Prepare(sql), limit).ReadAll(read);
    }

    /// <summary>The statement; empty when no job can fit.</summary>
    internal string Write(string columns)
    {
        var states = States();
        if (states is [])
        {
            return "";
        }

        var common = Conditions();
        var direction = OldestFirst ? "ASC" : "DESC";
        var selects = Branches(states).Select(branch => $"SELECT {columns} FROM jobs{branch.Index} WHERE {common}{branch.Condition}");
        return $"{string.Join(" UNION ALL ", selects)} ORDER BY created {direction}, id {direction} LIMIT @limit";
    }

    /// <summary>The states to look in; null: any.</summary>
    private List<JobState>? States()
    {
        if (!HasDuration)
        {
            return filter.States.Count == 0 ? null : [.. filter.States.Distinct().Order()];
        }

        return [.. filter.States.Count == 0 ? Timed : Timed.Intersect(filter.States)];
    }

    private IEnumerable<Branch> Branches(List<JobState>? states)
    {
        var processes = filter.ProcessIds.Count;
        if (states is null && processes == 0)
        {
            return [new(Index("jobs_by_creation"), "")];
        }

        var each = states ?? [.. Enum.GetValues<JobState>()];
        if (processes == 0)
        {
            return each.Select(state => new Branch(Index("jobs_by_state"), $" AND state = {(int)state}"));
        }

        if (each.Count * processes <= MaxBranches)
        {
            return each.SelectMany(state => Enumerable.Range(0, processes).Select(process =>
                new Branch(Index("jobs_by_process"), $" AND process = @process{process} AND state = {(int)state}")));
        }

        var anyState = string.Join(", ", each.Select(state => (int)state));
        var anyProcess = string.Join(", ", Enumerable.Range(0, processes).Select(process => $"@process{process}"));
        return [new(Index("jobs_by_creation"), $" AND state IN ({anyState}) AND process IN ({anyProcess})")];
    }

    /// <summary>All three begin with owner and dialect, and serve only where both are named.</summary>
    private string Index(string name) => filter.Owner is null || filter.Dialect is null ? "" : SqlFlavor.By(name);

    private string Conditions()
    {
        var text = new StringBuilder("removed IS NULL");
        Add(filter.Owner is not null, " AND owner = @owner");
        Add(filter.Dialect is not null, " AND dialect = @dialect");
        Add(Upper() is not null, Upper() is { Inclusive: true } ? " AND (created, id) <= (@before, @before_id)" : " AND (created, id) < (@before, @before_id)");
        Add(Lower() is not null, Lower() is { Inclusive: true } ? " AND (created, id) >= (@after, @after_id)" : " AND (created, id) > (@after, @after_id)");
        Add(HasDuration, " AND started IS NOT NULL");
        Add(filter.MinDuration is not null, " AND coalesce(finished, @now) - started >= @min");
        Add(filter.MaxDuration is not null, " AND coalesce(finished, @now) - started <= @max");
        return text.ToString();

        void Add(bool applies, string condition) => text.Append(applies ? condition : "");
    }

    private SqlStatement Bind(SqlStatement statement, long limit)
    {
        statement.Set("limit", limit);
        Set(filter.Owner is not null, "owner", filter.Owner);
        Set(filter.Dialect is not null, "dialect", filter.Dialect);
        Set(Upper() is not null, "before", Upper()?.Created);
        Set(Upper() is not null, "before_id", Upper()?.Id);
        Set(Lower() is not null, "after", Lower()?.Created);
        Set(Lower() is not null, "after_id", Lower()?.Id);
        Set(HasDuration, "now", SqlTime.Write(filter.Now));
        Set(filter.MinDuration is not null, "min", filter.MinDuration?.Ticks);
        Set(filter.MaxDuration is not null, "max", filter.MaxDuration?.Ticks);
        for (var index = 0; index < filter.ProcessIds.Count; index++)
        {
            statement.Set(string.Create(CultureInfo.InvariantCulture, $"process{index}"), filter.ProcessIds[index]);
        }

        return statement;

        void Set(bool applies, string name, object? value)
        {
            if (applies)
            {
                statement.Set(name, value);
            }
        }
    }

    /// <summary>The nearer of the cursor and the end of the creation range.</summary>
    private JobKey? Upper()
    {
        JobKey? end = filter.CreatedTo is { } to ? new(SqlTime.Write(to) + 1, "", Inclusive: false) : null;
        return Before is { } before && (end is not { } known || before.Created < known.Created) ? before : end;
    }

    /// <summary>The nearer of the cursor and the start of the creation range.</summary>
    private JobKey? Lower()
    {
        JobKey? start = filter.CreatedFrom is { } from ? new(SqlTime.Write(from), "", Inclusive: false) : null;
        return After is { } after && (start is not { } known || after.Created >= known.Created) ? after : start;
    }

    /// <param name="Index">Which index to walk.</param>
    /// <param name="Condition">What sets this SELECT apart from the others.</param>
    private readonly record struct Branch(string Index, string Condition);
}
