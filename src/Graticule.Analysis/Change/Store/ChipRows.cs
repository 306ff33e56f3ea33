using System.Data.Common;

namespace Graticule.Analysis.Change.Store;

/// <summary>Rows of the table of chips as <see cref="ChipRow"/>.</summary>
internal static class ChipRows
{
    /// <summary>In the order in which <see cref="Read"/> expects them.</summary>
    public const string Columns = "algorithm, chip_x, chip_y, requested, inputs_url, inputs_md5, produced, ok, failed, job, problem, id";

    /// <summary>Place of the row's number.</summary>
    public const int Id = 11;

    public static ChipRow Read(DbDataReader reader) => new()
    {
        Key = new(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)),
        Requested = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
        InputsUrl = reader.GetString(4),
        InputsMd5 = Text(reader, 5),
        Produced = reader.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
        Ok = reader.GetInt32(7),
        Failed = reader.GetInt32(8),
        Job = Text(reader, 9),
        Problem = Text(reader, 10),
    };

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
