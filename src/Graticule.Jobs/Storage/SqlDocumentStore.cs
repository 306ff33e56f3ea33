using System.Data.Common;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Storage;

/// <summary>Documents in the table <c>documents</c>.</summary>
public sealed class SqlDocumentStore(SqlDatabase database) : IDocumentStore
{
    private const string ByName = "owner = @owner AND kind = @kind AND id = @id";

    private const string Columns = "owner, kind, id, content, created, updated, revision";

    private const string Insert =
        """
        INSERT INTO documents (owner, kind, id, created, updated, revision, content) VALUES (@owner, @kind, @id, @created, @updated, @revision, @content)
        ON CONFLICT (owner, kind, id) DO NOTHING
        """;

    private const string Update =
        $"UPDATE documents SET content = @content, updated = @updated, revision = @revision + 1 WHERE {ByName} AND revision = @revision";

    public Task<bool> AddAsync(Document document, CancellationToken cancellationToken) => database.WriteAsync(
        session => Name(session.Prepare(Insert), document.Owner, document.Kind, document.Id)
            .Set("created", document.CreatedAt)
            .Set("updated", document.UpdatedAt)
            .Set("revision", document.Revision)
            .Set("content", document.Content.ToJsonString())
            .Execute() > 0,
        cancellationToken);

    public Task<bool> TryReplaceAsync(Document document, CancellationToken cancellationToken) => database.WriteAsync(
        session => Name(session.Prepare(Update), document.Owner, document.Kind, document.Id)
            .Set("updated", document.UpdatedAt)
            .Set("revision", document.Revision)
            .Set("content", document.Content.ToJsonString())
            .Execute() > 0,
        cancellationToken);

    public Document? Find(string owner, string kind, string id) =>
        database.Read(session => Name(session.Prepare($"SELECT {Columns} FROM documents WHERE {ByName}"), owner, kind, id).ReadFirst(Read));

    public IReadOnlyList<Document> List(DocumentFilter filter)
    {
        var (direction, behind) = filter.IsDescending ? ("DESC", "<") : ("ASC", ">");
        var cursor = filter.After is null ? "" : $" AND id {behind} @after";
        return database.Read(session =>
        {
            var statement = session.Prepare($"SELECT {Columns} FROM documents WHERE owner = @owner AND kind = @kind{cursor} ORDER BY id {direction} LIMIT @limit")
                .Set("owner", filter.Owner)
                .Set("kind", filter.Kind)
                .Set("limit", (long)filter.Limit);
            return (filter.After is { } after ? statement.Set("after", after) : statement).ReadAll(Read);
        });
    }

    public Task<bool> DeleteAsync(string owner, string kind, string id, CancellationToken cancellationToken) => database.WriteAsync(
        session => Name(session.Prepare($"DELETE FROM documents WHERE {ByName}"), owner, kind, id).Execute() > 0, cancellationToken);

    public Task<bool> TryDeleteAsync(Document document, CancellationToken cancellationToken) => database.WriteAsync(
        session => Name(session.Prepare($"DELETE FROM documents WHERE {ByName} AND revision = @revision"), document.Owner, document.Kind, document.Id)
            .Set("revision", document.Revision)
            .Execute() > 0,
        cancellationToken);

    private static SqlStatement Name(SqlStatement statement, string owner, string kind, string id) =>
        statement.Set("owner", owner).Set("kind", kind).Set("id", id);

    private static Document Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), JsonNode.Parse(row.GetString(3))!.AsObject(), row.Time(4), row.Time(5), row.GetInt64(6));
}
