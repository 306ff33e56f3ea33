using System.Data.Common;
using Graticule.Jobs.Accounting;

namespace Graticule.Jobs.Storage;

/// <summary>What jobs cost, in the table <c>charges</c>.</summary>
public sealed class SqlChargeStore(SqlDatabase database) : IChargeStore
{
    private const decimal Parts = 1_000_000m;

    private const string Columns = "job, owner, project, machine, cores, reserved, amount, opened, closed, seconds";

    private const string Insert =
        $"INSERT INTO charges ({Columns}) VALUES (@job, @owner, @project, @machine, @cores, @reserved, NULL, @opened, NULL, NULL) ON CONFLICT (job) DO NOTHING";

    private const string Close = "UPDATE charges SET amount = @amount, seconds = @seconds, closed = @at WHERE job = @job AND amount IS NULL";

    private const string SumOf =
        "SELECT coalesce(sum(amount), 0), coalesce(sum(CASE WHEN amount IS NULL THEN reserved ELSE 0 END), 0) FROM charges WHERE project = @project";

    public Task<bool> TryOpenAsync(Charge charge, decimal? budget, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (Find(session, charge.Job) is not null)
            {
                return true;
            }

            if (budget is { } bound && charge.Project is { } project)
            {
                var (spent, reserved) = Sum(session, project);
                if (spent + reserved + charge.Reserved > bound)
                {
                    return false;
                }
            }

            session.Prepare(Insert)
                .Set("job", charge.Job)
                .Set("owner", charge.Owner)
                .Set("project", charge.Project)
                .Set("machine", charge.Machine)
                .Set("cores", (long)charge.Cores)
                .Set("reserved", Write(charge.Reserved))
                .Set("opened", charge.OpenedAt)
                .Execute();
            return true;
        },
        cancellationToken);

    public Task<bool> TryCloseAsync(string job, decimal amount, double seconds, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Prepare(Close).Set("job", job).Set("amount", Write(amount)).Set("seconds", seconds).Set("at", at).Execute() > 0,
        cancellationToken);

    public Charge? Find(string job) => database.Read(session => Find(session, job));

    public (decimal Spent, decimal Reserved) Sum(string project) => database.Read(session => Sum(session, project));

    public IReadOnlyList<Charge> List(string owner, DateTimeOffset from, DateTimeOffset before) => database.Read(
        session => session.Prepare($"SELECT {Columns} FROM charges WHERE owner = @owner AND opened >= @from AND opened < @before ORDER BY opened, job")
            .Set("owner", owner)
            .Set("from", from)
            .Set("before", before)
            .ReadAll(Read));

    private static Charge? Find(SqlSession session, string job) =>
        session.Prepare($"SELECT {Columns} FROM charges WHERE job = @job").Set("job", job).ReadFirst(Read);

    private static (decimal Spent, decimal Reserved) Sum(SqlSession session, string project) =>
        session.Prepare(SumOf).Set("project", project).ReadFirst(row => (row.GetInt64(0) / Parts, row.GetInt64(1) / Parts));

    /// <summary>Rounded up, so that nothing of a price is lost.</summary>
    private static long Write(decimal amount) => (long)Math.Ceiling(amount * Parts);

    private static Charge Read(DbDataReader row) => new()
    {
        Job = row.GetString(0),
        Owner = row.GetString(1),
        Project = row.TextOrNull(2),
        Machine = row.GetString(3),
        Cores = (int)row.GetInt64(4),
        Reserved = row.GetInt64(5) / Parts,
        Amount = row.IsDBNull(6) ? null : row.GetInt64(6) / Parts,
        OpenedAt = row.Time(7),
        ClosedAt = row.TimeOrNull(8),
        Seconds = row.IsDBNull(9) ? null : row.GetDouble(9),
    };
}
