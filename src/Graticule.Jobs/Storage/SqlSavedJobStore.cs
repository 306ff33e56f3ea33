using System.Data.Common;
using System.Text.Json.Nodes;
using Graticule.Jobs.Saved;

namespace Graticule.Jobs.Storage;

/// <summary>Saved jobs in the table <c>saved_jobs</c>.</summary>
public sealed class SqlSavedJobStore(SqlDatabase database) : ISavedJobStore
{
    private const string Columns = "id, owner, created, updated, phase, work, public, removed, revision, content, record";

    private const string Insert =
        $"""
         INSERT INTO saved_jobs ({Columns})
         VALUES (@id, @owner, @created, @updated, @phase, @work, @public, @removed, @revision, @content, @record)
         ON CONFLICT (id) DO NOTHING
         """;

    private const string Update =
        """
        UPDATE saved_jobs SET
          updated = @updated, phase = @phase, work = @work, public = @public, removed = @removed, revision = @revision + 1, content = @content, record = @record
        WHERE id = @id AND revision = @revision
        """;

    private const string Open = $"SELECT {Columns} FROM saved_jobs WHERE phase = 1 AND removed IS NULL ORDER BY created, id";

    public Task<bool> AddAsync(SavedJob job, CancellationToken cancellationToken) => database.WriteAsync(
        session => Set(session.Prepare(Insert), job).Set("owner", job.Owner).Set("created", job.CreatedAt).Execute() > 0, cancellationToken);

    public Task<bool> TryReplaceAsync(SavedJob job, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Set(session.Prepare(Update), job).Execute() > 0, cancellationToken);

    public SavedJob? Find(string id) => database.Read(
        session => session.Prepare($"SELECT {Columns} FROM saved_jobs WHERE id = @id AND removed IS NULL").Set("id", id).ReadFirst(Read));

    public SavedJobPage List(SavedJobFilter filter)
    {
        var phases = filter.Phases is { } only ? $" AND phase IN ({string.Join(", ", only.Select(phase => (int)phase).Distinct().Order().DefaultIfEmpty(-1))})" : "";
        var whose = filter.Shared.Count == 0 ? "owner = @subject" : "(owner = @subject OR id IN (SELECT value FROM json_each(@shared)))";
        var from = $"FROM saved_jobs WHERE {whose}{phases} AND removed IS NULL";
        var direction = filter.IsAscending ? "ASC" : "DESC";
        return database.Read(session =>
        {
            var count = Ask(session, filter, $"SELECT count(*) {from}").ReadFirst(row => row.GetInt64(0));
            var page = Ask(session, filter, $"SELECT {Columns} {from} ORDER BY created {direction}, id {direction} LIMIT @limit OFFSET @offset")
                .Set("limit", (long)filter.Limit)
                .Set("offset", (long)filter.Offset)
                .ReadAll(Read);
            return new SavedJobPage(page, count);
        });
    }

    public IReadOnlyList<SavedJob> ListOpen() => database.Read(session => session.Prepare(Open).ReadAll(Read));

    private static SqlStatement Ask(SqlSession session, SavedJobFilter filter, string query)
    {
        var statement = session.Prepare(query).Set("subject", filter.Subject);
        return filter.Shared.Count == 0
            ? statement
            : statement.Set("shared", new JsonArray([.. filter.Shared.Select(id => (JsonNode)JsonValue.Create(id))]).ToJsonString());
    }

    private static SqlStatement Set(SqlStatement statement, SavedJob job) => statement
        .Set("id", job.Id)
        .Set("updated", job.UpdatedAt)
        .Set("phase", (long)job.Phase)
        .Set("work", job.Work?.ToString())
        .Set("public", job.IsPublic ? 1L : 0L)
        .Set("removed", job.RemovedAt)
        .Set("revision", job.Revision)
        .Set("content", job.Content.ToJsonString())
        .Set("record", job.Record.ToJsonString());

    private static SavedJob Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.Time(2))
    {
        UpdatedAt = row.Time(3),
        Phase = (SavedJobPhase)row.GetInt64(4),
        Work = row.TextOrNull(5) is { } work && JobId.TryParse(work, out var id) ? id : null,
        IsPublic = row.GetInt64(6) != 0,
        RemovedAt = row.TimeOrNull(7),
        Revision = row.GetInt64(8),
        Content = JsonNode.Parse(row.GetString(9))!.AsObject(),
        Record = JsonNode.Parse(row.GetString(10))!.AsObject(),
    };
}
