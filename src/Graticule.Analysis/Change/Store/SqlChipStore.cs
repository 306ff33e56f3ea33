using System.Data.Common;
using Graticule.Analysis.Change.Results;
using Graticule.Jobs;

namespace Graticule.Analysis.Change.Store;

/// <summary>Results in tables of a database.</summary>
internal sealed class SqlChipStore(IChipDatabase database) : IChipStore
{
    private const string IsChip = "algorithm = @algorithm AND chip_x = @x AND chip_y = @y";

    private readonly SemaphoreSlim _making = new(1);
    private volatile bool _isMade;

    public Task<IReadOnlyList<StoredAlgorithm>> ListAlgorithmsAsync(CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<StoredAlgorithm>>(
        async session => await session.ReadAsync(
            "SELECT algorithm, enabled, inputs_url_template FROM algorithms ORDER BY algorithm",
            row => new StoredAlgorithm(row.GetString(0), row.GetInt32(1) != 0, row.GetString(2)),
            cancellationToken),
        cancellationToken);

    public Task PutAlgorithmAsync(StoredAlgorithm algorithm, CancellationToken cancellationToken) => WriteAsync(
        session => session.ExecuteAsync(
            """
            INSERT INTO algorithms (algorithm, enabled, inputs_url_template) VALUES (@algorithm, @enabled, @template)
            ON CONFLICT (algorithm) DO UPDATE SET enabled = excluded.enabled, inputs_url_template = excluded.inputs_url_template
            """,
            cancellationToken,
            ("algorithm", algorithm.Name), ("enabled", algorithm.Enabled ? 1 : 0), ("template", algorithm.InputsUrlTemplate)),
        cancellationToken);

    public Task<ChipRow?> FindAsync(ChipKey key, CancellationToken cancellationToken) => ReadAsync(
        async session => (await session.ReadAsync($"SELECT {ChipRows.Columns} FROM chips WHERE {IsChip}", ChipRows.Read, cancellationToken, Values(key))).FirstOrDefault(),
        cancellationToken);

    public Task<StoredChip?> ReadAsync(ChipKey key, int first, int count, CancellationToken cancellationToken) => ReadAsync(
        async session =>
        {
            var found = await session.ReadAsync(
                $"SELECT {ChipRows.Columns} FROM chips WHERE {IsChip}", row => (Row: ChipRows.Read(row), Id: row.GetInt64(ChipRows.Id)), cancellationToken, Values(key));
            return found is [var (chip, id)] ? await ReadAsync(session, chip, id, first, count, cancellationToken) : null;
        },
        cancellationToken);

    public Task<IReadOnlyList<ChipRow>> ListAsync(string algorithm, ChipArea area, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<ChipRow>>(
        async session => await session.ReadAsync(
            $"SELECT {ChipRows.Columns} FROM chips WHERE algorithm = @algorithm AND chip_x >= @fromX AND chip_x <= @toX AND chip_y >= @fromY AND chip_y <= @toY",
            ChipRows.Read,
            cancellationToken,
            ("algorithm", algorithm), ("fromX", area.FromX), ("toX", area.ToX), ("fromY", area.FromY), ("toY", area.ToY)),
        cancellationToken);

    public Task<IReadOnlyList<ChipRow>> ListOpenAsync(CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<ChipRow>>(
        async session => await session.ReadAsync($"SELECT {ChipRows.Columns} FROM chips WHERE job IS NOT NULL", ChipRows.Read, cancellationToken), cancellationToken);

    public Task RequestAsync(ChipRequest request, CancellationToken cancellationToken) => WriteAsync(
        async session =>
        {
            var id = await session.NumberAsync(
                """
                INSERT INTO chips (algorithm, chip_x, chip_y, requested, inputs_url, job) VALUES (@algorithm, @x, @y, @requested, @url, @job)
                ON CONFLICT (algorithm, chip_x, chip_y) DO UPDATE
                SET requested = excluded.requested, inputs_url = excluded.inputs_url, job = excluded.job, problem = NULL
                RETURNING id
                """,
                cancellationToken,
                [.. Values(request.Key), ("requested", request.Requested.ToUnixTimeMilliseconds()), ("url", request.InputsUrl), ("job", request.Job)]);
            return request.Ticket is { } point
                ? await session.ExecuteAsync(
                    "INSERT INTO tickets (chip, x, y) VALUES (@chip, @x, @y) ON CONFLICT DO NOTHING", cancellationToken, ("chip", id), ("x", point.X), ("y", point.Y))
                : 0;
        },
        cancellationToken);

    public Task<bool> ImportAsync(ChipImport results, CancellationToken cancellationToken) => WriteAsync(
        async session =>
        {
            var id = await session.NumberAsync(
                $"UPDATE chips SET produced = @produced, inputs_md5 = @md5, ok = @ok, failed = @failed, job = NULL, problem = NULL WHERE {IsChip} AND job = @job RETURNING id",
                cancellationToken,
                [
                    .. Values(results.Key), ("produced", results.Produced.ToUnixTimeMilliseconds()), ("md5", results.InputsMd5), ("ok", results.Ok), ("failed", results.Failed),
                    ("job", results.Job),
                ]);
            if (id is null)
            {
                return false;
            }

            await session.ExecuteAsync("DELETE FROM strips WHERE chip = @chip", cancellationToken, ("chip", id));
            await session.ExecuteAsync("DELETE FROM tickets WHERE chip = @chip", cancellationToken, ("chip", id));
            foreach (var strip in results.Strips.Prepend(new(ChipSchema.Header, results.Header)))
            {
                await session.ExecuteAsync(
                    "INSERT INTO strips (chip, strip, data) VALUES (@chip, @strip, @data)", cancellationToken, ("chip", id), ("strip", strip.Index), ("data", strip.Data));
            }

            return true;
        },
        cancellationToken);

    public Task FailAsync(ChipKey key, string job, string problem, CancellationToken cancellationToken) => WriteAsync(
        session => session.ExecuteAsync(
            $"UPDATE chips SET job = NULL, problem = @problem WHERE {IsChip} AND job = @job", cancellationToken, [.. Values(key), ("job", job), ("problem", problem)]),
        cancellationToken);

    public ValueTask DisposeAsync()
    {
        _making.Dispose();
        return database.DisposeAsync();
    }

    private static async Task<StoredChip?> ReadAsync(ChipSession session, ChipRow chip, long id, int first, int count, CancellationToken cancellationToken)
    {
        var strips = await session.ReadAsync(
            "SELECT strip, data FROM strips WHERE chip = @chip AND (strip = @header OR (strip >= @first AND strip < @end)) ORDER BY strip",
            row => new StoredStrip(row.GetInt32(0), (byte[])row.GetValue(1)),
            cancellationToken,
            ("chip", id), ("header", ChipSchema.Header), ("first", first), ("end", first + count));
        var tickets = await session.ReadAsync(
            "SELECT x, y FROM tickets WHERE chip = @chip AND x >= @from AND x < @to ORDER BY x, y",
            row => new TicketPoint(row.GetInt32(0), row.GetInt32(1)),
            cancellationToken,
            ("chip", id), ("from", chip.Key.ChipX + (ChipShape.PixelMetres * first)), ("to", chip.Key.ChipX + (ChipShape.PixelMetres * (first + count))));
        var header = strips.Find(strip => strip.Index == ChipSchema.Header)?.Data;
        return new(chip with { Header = header }, [.. strips.Where(strip => strip.Index != ChipSchema.Header)], tickets);
    }

    private static (string Name, object? Value)[] Values(ChipKey key) => [("algorithm", key.Algorithm), ("x", key.ChipX), ("y", key.ChipY)];

    private async Task<T> ReadAsync<T>(Func<ChipSession, Task<T>> statements, CancellationToken cancellationToken)
    {
        await MakeAsync(cancellationToken);
        return await RunAsync(database.BeginReadAsync, statements, cancellationToken);
    }

    private async Task<T> WriteAsync<T>(Func<ChipSession, Task<T>> statements, CancellationToken cancellationToken)
    {
        await MakeAsync(cancellationToken);
        using var turn = await database.TakeTurnAsync(cancellationToken);
        return await RunAsync(database.BeginWriteAsync, statements, cancellationToken);
    }

    /// <summary>Makes the tables, once; a database that cannot be reached is tried again by who asks next.</summary>
    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (_isMade)
        {
            return;
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            if (!_isMade)
            {
                await RunAsync(database.BeginWriteAsync, session => ChipSchema.MakeAsync(database, session, cancellationToken), cancellationToken);
                _isMade = true;
            }
        }
        finally
        {
            _making.Release();
        }
    }

    private async Task<T> RunAsync<T>(
        Func<DbConnection, CancellationToken, Task<DbTransaction>> begin, Func<ChipSession, Task<T>> statements, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var transaction = await begin(connection, cancellationToken);
            var result = await statements(new(connection, transaction));
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (DbException exception)
        {
            throw new ProblemException(new(ProblemKind.Unavailable, database.Describe(exception)), exception);
        }
    }
}
