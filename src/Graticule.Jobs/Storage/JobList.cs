namespace Graticule.Jobs.Storage;

/// <summary>Reads one page of jobs.</summary>
internal sealed class JobList(SqlSession session, JobFilter filter)
{
    private readonly JobKey? _olderThan = Find(session, filter.OlderThan);
    private readonly JobKey? _newerThan = Find(session, filter.NewerThan);

    /// <summary>
    /// One job more than the page holds is read, to know whether there is a next page in the direction of reading; whether there is one
    /// behind is asked only where a cursor says that there may be.
    /// </summary>
    public JobPage ReadPage()
    {
        var backwards = _newerThan is not null && _olderThan is null;
        var query = new JobQuery(filter) { Before = _olderThan, After = _newerThan, OldestFirst = backwards };
        var found = query.Read(session, JobRow.Columns, filter.Limit + 1L, JobRow.Read);
        var more = found.Count > filter.Limit;
        List<Job> jobs = more ? found[..filter.Limit] : found;
        if (backwards)
        {
            jobs.Reverse();
        }

        return backwards ? new(jobs, AnyOlder(jobs), more) : new(jobs, more || AnyOlder(jobs), AnyNewer(jobs));
    }

    /// <summary>Where a job stands in the order of lists; for one that is deleted, where its id says that it stood.</summary>
    private static JobKey? Find(SqlSession session, JobId? id)
    {
        if (id is not { } known)
        {
            return null;
        }

        var created = session.Prepare("SELECT created FROM jobs WHERE id = @id").Set("id", known.ToString()).ReadFirst(row => (long?)row.GetInt64(0));
        return new(created ?? SqlTime.Write(known.CreatedAt()), known.ToString(), Inclusive: false);
    }

    /// <summary>Whether jobs fit that are older than the last of a page, or, where it is empty, than where it would begin.</summary>
    private bool AnyOlder(List<Job> page) => _newerThan is { } start
        && Any(new(filter) { Before = page is [.., var last] ? JobKey.Of(last) : start with { Inclusive = true } });

    private bool AnyNewer(List<Job> page) => _olderThan is { } start
        && Any(new(filter) { After = page is [var first, ..] ? JobKey.Of(first) : start with { Inclusive = true } });

    private bool Any(JobQuery query) => query.Read(session, "id, created", limit: 1, row => row.GetString(0)).Count > 0;
}
