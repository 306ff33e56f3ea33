using System.Data.Common;

namespace Graticule.Analysis.Change.Store;

/// <summary>What databases differ in.</summary>
internal interface IChipDatabase : IAsyncDisposable
{
    /// <summary>The type of bytes.</summary>
    string Bytes { get; }

    /// <summary>The type of a number that the database gives each new row.</summary>
    string NewId { get; }

    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>All that is read in it is of one moment.</summary>
    Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Waits for the turn to write; what it gives ends that.</summary>
    Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken);

    /// <summary>In one sentence for a caller.</summary>
    string Describe(DbException exception);
}
