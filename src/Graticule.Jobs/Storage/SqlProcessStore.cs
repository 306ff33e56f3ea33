using System.Data.Common;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Storage;

/// <summary>Deployed processes in the tables <c>processes</c> and <c>packages</c>.</summary>
public sealed class SqlProcessStore(SqlDatabase database) : IProcessStore
{
    private const string ByName = "WHERE owner = @owner AND id = @id";

    /// <summary>SQLite compares texts byte by byte, which for UTF-8 is the order of code points; ids are ASCII where order matters.</summary>
    internal const string First = "SELECT id, digest FROM processes WHERE owner = @owner ORDER BY id LIMIT @limit";

    private const string Columns = "packages.kind, packages.media_type, packages.original, packages.content";

    public Task<bool> AddAsync(DeployedProcess process, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (Exists(session, process.Owner, process.Id))
            {
                return false;
            }

            Keep(session, process);
            session.Prepare("INSERT INTO processes (owner, id, digest, deployed, replaced) VALUES (@owner, @id, @digest, @deployed, @replaced)")
                .Set("owner", process.Owner)
                .Set("id", process.Id)
                .Set("digest", process.Package.Digest)
                .Set("deployed", process.DeployedAt)
                .Set("replaced", process.ReplacedAt)
                .Execute();
            return true;
        },
        cancellationToken);

    public Task<bool> ReplaceAsync(DeployedProcess process, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (!Exists(session, process.Owner, process.Id))
            {
                return false;
            }

            Keep(session, process);
            session.Prepare($"UPDATE processes SET digest = @digest, replaced = @replaced {ByName}")
                .Set("owner", process.Owner)
                .Set("id", process.Id)
                .Set("digest", process.Package.Digest)
                .Set("replaced", process.ReplacedAt)
                .Execute();
            return true;
        },
        cancellationToken);

    public Task<bool> DeleteAsync(string owner, string id, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Prepare($"DELETE FROM processes {ByName}").Set("owner", owner).Set("id", id).Execute() > 0, cancellationToken);

    public string? FindDigest(string owner, string id) =>
        database.Read(session => session.Prepare($"SELECT digest FROM processes {ByName}").Set("owner", owner).Set("id", id).ReadFirst(row => row.GetString(0)));

    public DeployedProcess? Find(string owner, string id) => database.Read(session => session
        .Prepare($"SELECT {Columns}, deployed, replaced FROM processes JOIN packages ON packages.digest = processes.digest {ByName}")
        .Set("owner", owner)
        .Set("id", id)
        .ReadFirst(row => new DeployedProcess(owner, id, Read(row), row.Time(4), row.TimeOrNull(5))));

    public Package? FindPackage(string digest) =>
        database.Read(session => session.Prepare($"SELECT {Columns} FROM packages WHERE digest = @digest").Set("digest", digest).ReadFirst(Read));

    public IReadOnlyList<(string Id, string Digest)> List(string owner, int limit) => database.Read(session => session
        .Prepare(First)
        .Set("owner", owner)
        .Set("limit", (long)limit)
        .ReadAll(row => (row.GetString(0), row.GetString(1))));

    public int Count(string owner) => database.Read(session => session
        .Prepare("SELECT count(*) FROM processes WHERE owner = @owner")
        .Set("owner", owner)
        .ReadFirst(row => row.GetInt32(0)));

    private static bool Exists(SqlSession session, string owner, string id) =>
        session.Prepare($"SELECT id FROM processes {ByName}").Set("owner", owner).Set("id", id).ReadFirst(row => row.GetString(0)) is not null;

    private static void Keep(SqlSession session, DeployedProcess process) => session
        .Prepare("INSERT INTO packages (digest, kind, media_type, original, content) VALUES (@digest, @kind, @media_type, @original, @content) ON CONFLICT (digest) DO NOTHING")
        .Set("digest", process.Package.Digest)
        .Set("kind", process.Package.Kind)
        .Set("media_type", process.Package.MediaType)
        .Set("original", process.Package.Original)
        .Set("content", process.Package.Content.ToJsonString())
        .Execute();

    private static Package Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), JsonNode.Parse(row.GetString(3))!.AsObject());
}
