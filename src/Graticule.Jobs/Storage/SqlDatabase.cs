using System.Data.Common;

namespace Graticule.Jobs.Storage;

/// <summary>
/// The open database of a data folder: one writer, several readers. Other programs on this machine may have it open at the same time
/// (<c>graticule key</c> beside a running server).
/// </summary>
public sealed class SqlDatabase : IAsyncDisposable
{
    private readonly SqlWriter _writer;
    private readonly SqlReaders _readers;

    private SqlDatabase(SqlSession writer, Func<SqlSession> openReader)
    {
        _writer = new(writer);
        _readers = new(openReader);
    }

    /// <summary>Opens the database; makes it in a folder that never had one; brings an older one up to date.</summary>
    /// <exception cref="ProblemException">
    /// Conflict, naming the file, when it was lost, is damaged, belongs to another program or to a newer Graticule; it is left as it is.
    /// Unavailable when the disk is full or the file cannot be opened.
    /// </exception>
    public static SqlDatabase Open(DataFolder folder, Durability durability = Durability.Disk) =>
        new(SqlOpening.Open(folder, durability), () => new(SqlFlavor.OpenReader(folder.Database)));

    /// <summary>Runs statements on the writer, in a transaction shared with others; ends when that is committed.</summary>
    internal Task<T> WriteAsync<T>(Func<SqlSession, T> statements, CancellationToken cancellationToken) =>
        _writer.WriteAsync(statements, cancellationToken);

    /// <summary>Runs a query here and now.</summary>
    internal T Read<T>(Func<SqlSession, T> query)
    {
        try
        {
            return _readers.Read(query);
        }
        catch (DbException exception)
        {
            throw SqlFlavor.Translate(exception);
        }
    }

    /// <summary>Commits what was asked for, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
    }
}
