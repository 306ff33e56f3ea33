using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Files.Library;

namespace Graticule.Jobs.Storage;

/// <summary>Files of users in the table <c>user_files</c> and those around it.</summary>
public sealed class SqlUserFileStore(SqlDatabase database) : IUserFileStore
{
    private const string Columns = "f.id, f.owner, f.name, f.type, f.path, f.length, f.sha512, f.uploaded, f.deleted, f.tags, f.shared, f.job, f.run";

    private const string Insert =
        """
        INSERT INTO user_files (id, owner, name, folded, type, path, length, sha512, uploaded, deleted, tags, shared, job, run)
        VALUES (@id, @owner, @name, @folded, @type, @path, @length, @sha512, @uploaded, @deleted, @tags, @shared, @job, @run)
        """;

    private const string Update = "UPDATE user_files SET name = @name, folded = @folded, type = @type, tags = @tags, shared = @shared WHERE id = @id";

    private const string AddUsage =
        """
        INSERT INTO user_file_usage (owner, bytes, files) VALUES (@owner, @bytes, @files)
        ON CONFLICT (owner) DO UPDATE SET bytes = bytes + @bytes, files = files + @files
        """;

    private const string Used =
        """
        SELECT EXISTS (SELECT 1 FROM user_files WHERE sha512 = @sha512 AND deleted IS NULL)
            OR EXISTS (SELECT 1 FROM user_file_holds WHERE sha512 = @sha512)
        """;

    public Task<bool> AddAsync(IReadOnlyList<UserFile> files, long quota, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (files.Any(file => Find(session, file.Id) is not null) || files.DistinctBy(file => file.Id, StringComparer.Ordinal).Count() < files.Count)
            {
                return false;
            }

            foreach (var file in files)
            {
                Name(session.Prepare(Insert), file)
                    .Set("owner", file.Owner)
                    .Set("path", file.RelativePath)
                    .Set("length", file.Length)
                    .Set("sha512", file.Sha512)
                    .Set("uploaded", file.UploadedAt)
                    .Set("deleted", file.DeletedAt)
                    .Set("job", file.Job)
                    .Set("run", file.Run)
                    .Execute();
                Share(session, file);
                Count(session, file, sign: 1);
                CheckQuota(session, file.Owner, quota);
            }

            return true;
        },
        cancellationToken);

    public UserFile? Find(string id) => database.Read(session => Find(session, id));

    public IReadOnlyList<UserFile> Find(IReadOnlyList<string> ids) =>
        database.Read(session => (IReadOnlyList<UserFile>)[.. ids.Select(id => Find(session, id)).OfType<UserFile>()]);

    public UserFilePage List(UserFileFilter filter) => database.Read(session =>
    {
        var query = new UserFileQuery(filter.Subject is { } subject && !HasShares(session, subject) ? filter with { IsOwn = true } : filter);
        var count = query.Set(session.Prepare($"SELECT count(*) {query.Source}")).ReadFirst(row => row.GetInt64(0));
        var page = query.Set(session.Prepare($"SELECT {Columns} {query.Source} {query.Order} LIMIT @limit OFFSET @offset"))
            .Set("limit", (long)filter.Limit)
            .Set("offset", filter.Offset)
            .ReadAll(Read);
        return new UserFilePage(page, count);
    });

    public Task<UserFile?> ChangeAsync(string id, Func<UserFile, UserFile> change, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (Find(session, id) is not { DeletedAt: null } stored)
            {
                return null;
            }

            var asked = change(stored);
            var changed = stored with
            {
                Name = asked.Name,
                Type = asked.Type,
                Tags = asked.Tags,
                SharedWith = [.. asked.SharedWith.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            };
            Name(session.Prepare(Update), changed).Execute();
            session.Prepare("DELETE FROM user_file_shares WHERE file = @id").Set("id", id).Execute();
            Share(session, changed);
            return changed;
        },
        cancellationToken);

    public Task<IReadOnlyList<UserFile>> DeleteAsync(IReadOnlyList<string> ids, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync<IReadOnlyList<UserFile>>(
        session =>
        {
            var deleted = new List<UserFile>();
            foreach (var id in ids)
            {
                if (Find(session, id) is { DeletedAt: null } file)
                {
                    session.Prepare("UPDATE user_files SET deleted = @at WHERE id = @id").Set("id", id).Set("at", at).Execute();
                    Count(session, file, sign: -1);
                    deleted.Add(file with { DeletedAt = at });
                }
            }

            return deleted;
        },
        cancellationToken);

    public FileUsage Usage(string owner) => database.Read(session => Usage(session, owner));

    public Task HoldAsync(string holder, IReadOnlyList<string> digests, CancellationToken cancellationToken) => database.WriteAsync(
        session => digests.Sum(digest => session
            .Prepare("INSERT INTO user_file_holds (holder, sha512) VALUES (@holder, @sha512) ON CONFLICT DO NOTHING")
            .Set("holder", holder)
            .Set("sha512", digest)
            .Execute()),
        cancellationToken);

    public Task<IReadOnlyList<string>> ReleaseAsync(string holder, CancellationToken cancellationToken) => database.WriteAsync<IReadOnlyList<string>>(
        session =>
        {
            var held = session.Prepare("SELECT sha512 FROM user_file_holds WHERE holder = @holder").Set("holder", holder).ReadAll(row => row.GetString(0));
            session.Prepare("DELETE FROM user_file_holds WHERE holder = @holder").Set("holder", holder).Execute();
            return held;
        },
        cancellationToken);

    public bool IsUsed(string sha512) => database.Read(session => session.Prepare(Used).Set("sha512", sha512).ReadFirst(row => row.GetInt64(0)) != 0);

    /// <summary>Whom nothing is shared with has a list in the order of an index.</summary>
    private static bool HasShares(SqlSession session, string subject) =>
        session.Prepare("SELECT EXISTS (SELECT 1 FROM user_file_shares WHERE subject = @subject)").Set("subject", subject).ReadFirst(row => row.GetInt64(0)) != 0;

    private static UserFile? Find(SqlSession session, string id) =>
        session.Prepare($"SELECT {Columns} FROM user_files f WHERE f.id = @id").Set("id", id).ReadFirst(Read);

    private static SqlStatement Name(SqlStatement statement, UserFile file) => statement
        .Set("id", file.Id)
        .Set("name", file.Name)
        .Set("folded", UserFileQuery.Fold(file.Name))
        .Set("type", (long)file.Type)
        .Set("tags", Text(file.Tags))
        .Set("shared", Text(file.SharedWith));

    private static void Share(SqlSession session, UserFile file)
    {
        foreach (var subject in file.SharedWith.Distinct(StringComparer.Ordinal))
        {
            session.Prepare("INSERT INTO user_file_shares (subject, file) VALUES (@subject, @file)").Set("subject", subject).Set("file", file.Id).Execute();
        }
    }

    private static void Count(SqlSession session, UserFile file, int sign) =>
        session.Prepare(AddUsage).Set("owner", file.Owner).Set("bytes", sign * file.Length).Set("files", (long)sign).Execute();

    private static void CheckQuota(SqlSession session, string owner, long quota)
    {
        if (Usage(session, owner) is { Bytes: var bytes } && bytes > quota)
        {
            throw new ProblemException(
                ProblemKind.TooLarge, $"This would make {bytes} bytes of files; {quota} are allowed. Delete files, or ask the operator for more.", "file");
        }
    }

    private static FileUsage Usage(SqlSession session, string owner) =>
        session.Prepare("SELECT bytes, files FROM user_file_usage WHERE owner = @owner").Set("owner", owner)
            .ReadFirst(row => new FileUsage(row.GetInt64(0), row.GetInt64(1))) ?? new(0, 0);

    private static UserFile Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Owner = row.GetString(1),
        Name = row.GetString(2),
        Type = (int)row.GetInt64(3),
        RelativePath = row.GetString(4),
        Length = row.GetInt64(5),
        Sha512 = row.GetString(6),
        UploadedAt = row.Time(7),
        DeletedAt = row.TimeOrNull(8),
        Tags = Texts(row.GetString(9)),
        SharedWith = Texts(row.GetString(10)),
        Job = row.TextOrNull(11),
        Run = row.TextOrNull(12),
    };

    private static string Text(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? "[]" : new JsonArray([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]).ToJsonString();

    private static string[] Texts(string text) => text == "[]" ? [] : JsonSerializer.Deserialize<string[]>(text)!;
}
