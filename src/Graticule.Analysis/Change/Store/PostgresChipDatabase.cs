using System.Data;
using System.Data.Common;
using Npgsql;

namespace Graticule.Analysis.Change.Store;

/// <summary>A PostgreSQL server, version 12 or later.</summary>
internal sealed class PostgresChipDatabase(NpgsqlDataSource source) : IChipDatabase
{
    public string Bytes => "BYTEA";

    public string NewId => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    public async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

    /// <summary>The server sees to that, row by row.</summary>
    public Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable?>(null);

    public string Describe(DbException exception) => $"The database of change detection cannot be used now: {exception.Message}";

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
