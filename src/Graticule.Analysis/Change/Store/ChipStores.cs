using Graticule.Jobs;
using Npgsql;

namespace Graticule.Analysis.Change.Store;

/// <summary>The databases that results of change detection are kept in.</summary>
public static class ChipStores
{
    /// <summary>The store. It is opened, and gets its tables where there are none, when it is used first.</summary>
    /// <param name="file">SQLite database, where no server is named; made when it is not there.</param>
    /// <param name="server">PostgreSQL, such as <c>Host=db.example.org;Username=lcmap;Database=change</c>; null: the file.</param>
    /// <exception cref="ProblemException">InvalidInput: what names the server cannot be read.</exception>
    public static IChipStore Open(string file, string? server) => new SqlChipStore(server is null ? new SqliteChipDatabase(file) : new PostgresChipDatabase(Source(server)));

    private static NpgsqlDataSource Source(string server)
    {
        try
        {
            return NpgsqlDataSource.Create(server);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new ProblemException(
                new(ProblemKind.InvalidInput, $"The store of change detection is named as 'Host=SERVER;Username=NAME;Database=NAME': {exception.Message}", "/changeStore"), exception);
        }
    }
}
