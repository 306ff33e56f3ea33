using System.Data.Common;

namespace Graticule.Jobs.Storage;

/// <summary>Moments as ticks of 100 ns since 1970-01-01 UTC: exact, and ordered as integers. The offset is not kept.</summary>
internal static class SqlTime
{
    public static long Write(DateTimeOffset time) => time.UtcTicks - DateTime.UnixEpoch.Ticks;

    public static DateTimeOffset Read(long ticks) => new(ticks + DateTime.UnixEpoch.Ticks, TimeSpan.Zero);

    public static DateTimeOffset Time(this DbDataReader row, int column) => Read(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
