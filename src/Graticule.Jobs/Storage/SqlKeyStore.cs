using System.Data.Common;
using Graticule.Jobs.Access;

namespace Graticule.Jobs.Storage;

/// <summary>API keys in the table <c>keys</c>.</summary>
public sealed class SqlKeyStore(SqlDatabase database) : IKeyStore
{
    private const string Columns = "id, hash, owner, scopes, created, expires, revoked";

    private const string Insert = $"INSERT INTO keys ({Columns}) VALUES (@id, @hash, @owner, @scopes, @created, @expires, @revoked)";

    /// <inheritdoc/>
    /// <exception cref="ProblemException">Conflict when there is a key with this id or hash.</exception>
    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Prepare(Insert)
            .Set("id", key.Id)
            .Set("hash", key.Hash)
            .Set("owner", key.Owner)
            .Set("scopes", (long)key.Scopes)
            .Set("created", key.CreatedAt)
            .Set("expires", key.ExpiresAt)
            .Set("revoked", key.RevokedAt)
            .Execute(),
        cancellationToken);

    public Task<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken) =>
        Task.FromResult(database.Read(session => session.Prepare($"SELECT {Columns} FROM keys WHERE hash = @hash").Set("hash", hash).ReadFirst(Read)));

    /// <summary>All keys, oldest first.</summary>
    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ApiKey>>(database.Read(session => session.Prepare($"SELECT {Columns} FROM keys ORDER BY created, id").ReadAll(Read)));

    /// <inheritdoc/>
    /// <remarks>A key that was revoked before keeps its first moment.</remarks>
    public Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Prepare("UPDATE keys SET revoked = coalesce(revoked, @at) WHERE id = @id").Set("id", id).Set("at", at).Execute() > 0, cancellationToken);

    private static ApiKey Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), (Scopes)row.GetInt64(3), row.Time(4), row.TimeOrNull(5), row.TimeOrNull(6));
}
