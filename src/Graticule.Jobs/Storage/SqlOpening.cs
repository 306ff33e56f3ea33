using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Graticule.Jobs.Storage;

/// <summary>Looks before it opens: a file that is not what it should be is refused, and never written.</summary>
internal static class SqlOpening
{
    /// <summary>Written into the file's header; tells our databases from others ("GRTC").</summary>
    private const long ApplicationId = 0x47525443;

    /// <summary>
    /// Larger files, in bytes, are opened without reading them whole: that takes about 0.2 s for 100,000 jobs in 60 MB. Damage in one
    /// shows when it is met.
    /// </summary>
    private const long MaxChecked = 256L * 1024 * 1024;

    public static SqlSession Open(DataFolder folder, Durability durability)
    {
        try
        {
            Directory.CreateDirectory(folder.Root);
            RefuseLoss(folder);
            if (new FileInfo(folder.Database) is { Exists: true, Length: > 0 })
            {
                RefuseForeign(folder);
            }
            else
            {
                CreateFile(folder.Database);
            }

            var session = OpenMigrated(folder.Database, durability);
            File.AppendAllText(folder.Marker, "");
            return session;
        }
        catch (SqliteException exception)
        {
            throw SqlFlavor.Translate(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                new(ProblemKind.Unavailable, $"The data folder '{folder.Root}' cannot be used: {exception.Message}", folder.Root), exception);
        }
    }

    /// <summary>Version of the schema that this program writes.</summary>
    internal static long Version => Migrations.All.Count;

    private static void RefuseLoss(DataFolder folder)
    {
        if (File.Exists(folder.Marker) && new FileInfo(folder.Database) is not { Exists: true, Length: > 0 })
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                $"The data folder was in use, but its database '{folder.Database}' is missing or empty. Restore it from a backup, or delete '{folder.Marker}' to begin with an empty one.",
                folder.Database);
        }
    }

    /// <summary>Reads only: whose file it is, of which version, and whether it is sound.</summary>
    private static void RefuseForeign(DataFolder folder)
    {
        try
        {
            using var session = new SqlSession(SqlFlavor.OpenReader(folder.Database));
            var tables = Number(session, "SELECT count(*) FROM sqlite_master");
            if (tables == 0)
            {
                return;
            }

            if (Number(session, "PRAGMA application_id") != ApplicationId)
            {
                throw Refusal("is a database of another program; choose another data folder.");
            }

            var version = Number(session, "PRAGMA user_version");
            if (version > Version)
            {
                throw Refusal($"was written by a newer Graticule (schema {version}, this program knows {Version}); start that one.");
            }

            if (new FileInfo(folder.Database).Length <= MaxChecked
                && session.Prepare("PRAGMA quick_check(1)").ReadFirst(row => row.GetString(0)) is var fault and not "ok")
            {
                throw Refusal($"is damaged ({fault}); restore it from a backup.");
            }
        }
        catch (SqliteException exception) when (SqlFlavor.IsDamage(exception))
        {
            throw Refusal($"is damaged or is no database ({exception.Message}); restore it from a backup, or choose another data folder.");
        }

        ProblemException Refusal(string what) => new(ProblemKind.Conflict, $"'{folder.Database}' {what} It was left as it is.", folder.Database);
    }

    /// <summary>Empty, and for nobody else to read: SQLite gives its companions the same mode.</summary>
    private static void CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    private static SqlSession OpenMigrated(string path, Durability durability)
    {
        var session = new SqlSession(SqlFlavor.OpenWriter(path, durability));
        try
        {
            Migrate(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void Migrate(SqlSession session)
    {
        session.Prepare(SqlFlavor.Begin).Execute();
        for (var version = Number(session, "PRAGMA user_version"); version < Version; version++)
        {
            session.Run(Migrations.All[(int)version]);
            session.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1};"));
        }

        session.Prepare(SqlFlavor.Commit).Execute();
    }

    private static long Number(SqlSession session, string sql) => session.Prepare(sql).ReadFirst(row => row.GetInt64(0));
}
