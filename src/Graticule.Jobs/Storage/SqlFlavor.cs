using Microsoft.Data.Sqlite;

namespace Graticule.Jobs.Storage;

/// <summary>What is SQLite's own: connections, transactions, error codes. Every other statement is plain SQL.</summary>
internal static class SqlFlavor
{
    /// <summary>Takes the write lock at once: a transaction that began with a read could not wait for it.</summary>
    public const string Begin = "BEGIN IMMEDIATE";

    public const string Commit = "COMMIT";

    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <param name="path">The database file.</param>
    /// <param name="durability">How much a commit waits for.</param>
    public static SqliteConnection OpenWriter(string path, Durability durability) => Open(
        path,
        SqliteOpenMode.ReadWriteCreate,
        $"""
         PRAGMA busy_timeout = 5000;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = {(durability == Durability.Disk ? "FULL" : "NORMAL")};
         PRAGMA foreign_keys = ON;
         PRAGMA wal_autocheckpoint = 4000;
         PRAGMA journal_size_limit = 67108864;
         PRAGMA cache_size = -16384;
         """);

    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadOnly, "PRAGMA busy_timeout = 5000; PRAGMA cache_size = -8192;");

    /// <summary>Names the index to use: SQLite counts no rows, and takes a range on a short index for better than the whole of a long one.</summary>
    public static string By(string index) => $" INDEXED BY {index}";

    public static void RollBack(SqlSession session)
    {
        try
        {
            session.Prepare("ROLLBACK").Execute();
        }
        catch (SqliteException)
        {
            // No transaction: the failure has ended it already, or it never began.
        }
    }

    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>The error as a caller should see it; others as they are.</summary>
    public static Exception Translate(Exception exception) => exception is SqliteException { SqliteErrorCode: var code } cause && Describe(code) is var (kind, message)
        ? new ProblemException(new(kind, message), cause)
        : exception;

    private static (ProblemKind Kind, string Message)? Describe(int code) => code switch
    {
        Full => (ProblemKind.Unavailable, "The disk that holds the database is full; nothing was recorded. Try again once there is space."),
        IoError or CannotOpen => (ProblemKind.Unavailable, "The database could not be read or written, perhaps because its disk is full or gone; nothing was recorded. Try again later."),
        Busy or Locked => (ProblemKind.Unavailable, "The database has been locked by another program for too long; nothing was recorded. Try again."),
        ReadOnly => (ProblemKind.Unavailable, "The database may not be written by this server; nothing was recorded."),
        Corrupt or NotADatabase => (ProblemKind.Unavailable, "The database is damaged; it has to be restored from a backup."),
        Constraint => (ProblemKind.Conflict, "There is such an entry already, or what it refers to does not exist; nothing was recorded."),
        _ => null,
    };

    private static SqliteConnection Open(string path, SqliteOpenMode mode, string settings)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
