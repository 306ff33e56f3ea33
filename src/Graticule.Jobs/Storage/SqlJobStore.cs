namespace Graticule.Jobs.Storage;

/// <summary>Jobs in the table <c>jobs</c>.</summary>
public sealed class SqlJobStore(SqlDatabase database) : IJobStore
{
    private const string Insert =
        """
        INSERT INTO jobs (
          id, owner, dialect, process, executor, state, progress, message, created, started, finished, updated, removed, attempt, handle, revision,
          lease_until, bytes, emptied, spec, outputs, problem)
        VALUES (
          @id, @owner, @dialect, @process, @executor, @state, @progress, @message, @created, @started, @finished, @updated, @removed, @attempt, @handle, @revision,
          0, @bytes, 0, @spec, @outputs, @problem)
        """;

    private const string Select = $"SELECT {JobRow.Columns} FROM jobs WHERE id = @id";

    /// <summary>A job that is not running is nobody's.</summary>
    private const string Update =
        """
        UPDATE jobs SET
          executor = @executor, state = @state, progress = @progress, message = @message, started = @started, finished = @finished, updated = @updated,
          removed = @removed, attempt = @attempt, handle = @handle, revision = @revision + 1, bytes = @bytes, outputs = @outputs, problem = @problem,
          lease_holder = CASE WHEN @state = 2 THEN lease_holder END, lease_until = CASE WHEN @state = 2 THEN lease_until ELSE 0 END
        WHERE id = @id AND revision = @revision
        """;

    /// <summary>A job that is not in the queue, or is taken out of it, may be asked for something else and is nobody's.</summary>
    private const string Revise =
        """
        UPDATE jobs SET
          state = 0, process = @process, spec = @spec, executor = @executor, progress = @progress, message = @message, updated = @updated, paused = @paused,
          handle = NULL, lease_holder = NULL, lease_until = 0, revision = @revision + 1
        WHERE id = @id AND revision = @revision
        """;

    /// <inheritdoc/>
    /// <exception cref="ProblemException">Conflict when there is a job with this id; Unavailable when the disk is full.</exception>
    public Task AddAsync(Job job, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Prepare(Insert).SetStanding(job).SetOrigin(job).Execute(), cancellationToken);

    public Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken) =>
        Task.FromResult(database.Read(session => session.Prepare(Select).Set("id", id.ToString()).ReadFirst(JobRow.Read)));

    /// <inheritdoc/>
    /// <remarks>By the moment of creation, then by id. Fast, however many jobs there are, for a filter that names owner and dialect; but durations are compared one by one.</remarks>
    public Task<JobPage> ListAsync(JobFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.Limit > 0
            ? Task.FromResult(database.Read(session => new JobList(session, filter).ReadPage()))
            : throw new ArgumentException($"A page of {filter.Limit} jobs is none; the limit begins at 1.", nameof(filter));
    }

    public Task<bool> TryUpdateAsync(Job job, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var statement = job.State == JobState.Created ? session.Prepare(Revise).SetRequest(job) : session.Prepare(Update).SetStanding(job);
            if (statement.Execute() == 0)
            {
                return false;
            }

            foreach (var delivery in deliveries)
            {
                DeliveryRow.Insert(session, delivery);
            }

            return true;
        },
        cancellationToken);

    public Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Prepare("DELETE FROM jobs WHERE id = @id").Set("id", id.ToString()).Execute() > 0, cancellationToken);
}
