using System.Globalization;
using Graticule.Jobs;

namespace Graticule.Analysis.Change.Store;

/// <summary>The tables, the same in every database. Times are milliseconds since 1970; the header of a chip is its strip -1.</summary>
internal static class ChipSchema
{
    /// <summary>Of the tables that this program reads and writes.</summary>
    private const int Version = 1;

    /// <summary>Index of the header among a chip's strips.</summary>
    public const int Header = -1;

    /// <exception cref="ProblemException">Conflict when a newer Graticule made the tables.</exception>
    public static async Task<bool> MakeAsync(IChipDatabase database, ChipSession session, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(Script(database), cancellationToken);
        var found = await session.NumberAsync("SELECT version FROM change_schema", cancellationToken);
        return found <= Version
            ? true
            : throw new ProblemException(
                ProblemKind.Conflict, $"The results of change detection were written by a newer Graticule (tables {found}, this program knows {Version}); start that one.");
    }

    private static string Script(IChipDatabase database) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         CREATE TABLE IF NOT EXISTS change_schema (one INTEGER PRIMARY KEY, version INTEGER NOT NULL);
         INSERT INTO change_schema (one, version) VALUES (1, {Version}) ON CONFLICT DO NOTHING;
         CREATE TABLE IF NOT EXISTS algorithms (algorithm TEXT PRIMARY KEY, enabled INTEGER NOT NULL, inputs_url_template TEXT NOT NULL);
         CREATE TABLE IF NOT EXISTS chips (
             id {database.NewId},
             algorithm TEXT NOT NULL,
             chip_x INTEGER NOT NULL,
             chip_y INTEGER NOT NULL,
             requested BIGINT NOT NULL,
             inputs_url TEXT NOT NULL,
             inputs_md5 TEXT,
             produced BIGINT,
             ok INTEGER NOT NULL DEFAULT 0,
             failed INTEGER NOT NULL DEFAULT 0,
             job TEXT,
             problem TEXT,
             UNIQUE (algorithm, chip_x, chip_y));
         CREATE INDEX IF NOT EXISTS chips_open ON chips (job) WHERE job IS NOT NULL;
         CREATE TABLE IF NOT EXISTS strips (chip BIGINT NOT NULL, strip INTEGER NOT NULL, data {database.Bytes} NOT NULL, PRIMARY KEY (chip, strip));
         CREATE TABLE IF NOT EXISTS tickets (chip BIGINT NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, PRIMARY KEY (chip, x, y));
         """);
}
