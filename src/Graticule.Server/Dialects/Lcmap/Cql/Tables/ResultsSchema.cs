using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>The tables of LCMAP's change detection, as its clients know them.</summary>
internal static class ResultsSchema
{
    public const int ChipX = 0;
    public const int ChipY = 1;
    public const int Algorithm = 2;
    public const int X = 3;
    public const int Y = 4;
    public const int Requested = 5;
    public const int InputsMd5 = 6;
    public const int InputsUrl = 7;
    public const int Result = 8;
    public const int ResultMd5 = 9;
    public const int ResultOk = 10;
    public const int ResultProduced = 11;

    public static TableSchema Results(string keyspace) => new(
        keyspace,
        "results",
        [
            new("chip_x", CqlType.Int, ColumnKind.Partition),
            new("chip_y", CqlType.Int, ColumnKind.Partition),
            new("algorithm", CqlType.Text, ColumnKind.Partition),
            new("x", CqlType.Int, ColumnKind.Clustering),
            new("y", CqlType.Int, ColumnKind.Clustering),
            new("chip_update_requested", CqlType.Timestamp, ColumnKind.Static),
            new("inputs_md5", CqlType.Text, ColumnKind.Static),
            new("inputs_url", CqlType.Text, ColumnKind.Static),
            new("result", CqlType.Text, ColumnKind.Regular),
            new("result_md5", CqlType.Text, ColumnKind.Regular),
            new("result_ok", CqlType.Boolean, ColumnKind.Regular),
            new("result_produced", CqlType.Timestamp, ColumnKind.Regular),
        ]);

    public static TableSchema Algorithms(string keyspace) => new(
        keyspace,
        "algorithms",
        [
            new("algorithm", CqlType.Text, ColumnKind.Partition),
            new("enabled", CqlType.Boolean, ColumnKind.Regular),
            new("inputs_url_template", CqlType.Text, ColumnKind.Regular),
        ]);
}
