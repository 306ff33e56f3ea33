using System.Data.Common;
using Graticule.Jobs;
using Npgsql;

namespace Graticule.Analysis.Change.Store;

/// <summary>The databases that results of change detection are kept in.</summary>
public static class ChipStores
{
    /// <summary>Opens the store and makes its tables where there are none.</summary>
    /// <param name="file">SQLite database, where no server is named; made when it is not there.</param>
    /// <param name="server">PostgreSQL, such as <c>Host=db.example.org;Username=lcmap;Database=change</c>; null: the file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProblemException">InvalidInput (what names the server), Unavailable, or Conflict when a newer Graticule made the tables.</exception>
    public static async Task<IChipStore> OpenAsync(string file, string? server, CancellationToken cancellationToken)
    {
        IChipDatabase database = server is null ? new SqliteChipDatabase(file) : new PostgresChipDatabase(Source(server));
        try
        {
            await ChipSchema.MakeAsync(database, cancellationToken);
            return new SqlChipStore(database);
        }
        catch (DbException exception)
        {
            await database.DisposeAsync();
            throw new ProblemException(new(ProblemKind.Unavailable, database.Describe(exception)), exception);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

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
