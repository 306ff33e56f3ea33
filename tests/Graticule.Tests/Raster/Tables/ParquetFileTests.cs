using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Raster.Tables;

namespace Graticule.Tests.Raster.Tables;

public sealed class ParquetFileTests : IDisposable
{
    private static readonly TableColumn[] Columns =
    [
        new("is", ColumnType.Truth),
        new("count", ColumnType.WholeNumber),
        new("value", ColumnType.Number),
        new("näme", ColumnType.Text),
        new("at", ColumnType.Instant),
        new("raw", ColumnType.Bytes),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    private string Target => Path.Combine(_folder, "table.parquet");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_reader_finds_types_values_and_gaps(bool isCompressed)
    {
        using (var file = new ParquetFile(Target, Columns, isCompressed))
        {
            file.Facts["maker"] = "ünit \"test\"";
            file.Add(true, 1L, 1.5, "a", At("2022-06-05T10:30:00.250Z"), new byte[] { 0, 255 });
            file.Add(null, null, null, null, null, null);
            file.Add(false, -9007199254740991, double.NegativeInfinity, "", At("1969-12-31T00:00:00Z"), Array.Empty<byte>());
            file.Add(true, 42L, -1e300, "🌍 \0", At("2022-06-05T12:30:00+02:00"), new byte[] { 7 });
            file.Finish();
            Assert.Equal(4, file.Rows);
        }

        var read = ParquetReader.Read(Target);
        Assert.Equal(
            """[{"name":"is","type":"BOOLEAN","logical":null},{"name":"count","type":"INT64","logical":null},{"name":"value","type":"DOUBLE","logical":null},"""
            + """{"name":"näme","type":"BYTE_ARRAY","logical":"STRING"},{"name":"at","type":"INT64","logical":"TIMESTAMP"},{"name":"raw","type":"BYTE_ARRAY","logical":null}]""",
            Plain(read["columns"]!));
        Assert.Equal("ünit \"test\"", (string)read["told"]!["maker"]!);
        string[] rows =
        [
            """{"is":true,"count":1,"value":1.5,"näme":"a","at":"2022-06-05T10:30:00.250Z","raw":[0,255]}""",
            """{"is":null,"count":null,"value":null,"näme":null,"at":null,"raw":null}""",
            """{"is":false,"count":-9007199254740991,"value":"-Infinity","näme":"","at":"1969-12-31T00:00:00.000Z","raw":[]}""",
            """{"is":true,"count":42,"value":-1e+300,"näme":"🌍 \u0000","at":"2022-06-05T10:30:00.000Z","raw":[7]}""",
        ];
        Assert.Equal(rows.Select(row => Plain(JsonNode.Parse(row)!)), read["rows"]!.AsArray().Select(row => Plain(row!)));
        Assert.Equal("""[1,-9007199254740991,42]""", Plain(read["statistics"]![0]![1]!));
        Assert.Equal("""[1,"-Infinity",1.5]""", Plain(read["statistics"]![0]![2]!));
    }

    [SkippableFact]
    public void Many_rows_become_groups_of_rows()
    {
        using (var file = new ParquetFile(Target, [new("n", ColumnType.WholeNumber), new("odd", ColumnType.Truth), new("third", ColumnType.Number)]))
        {
            for (var i = 0L; i < 300_001; i++)
            {
                file.Add(i, i % 2 == 1, i % 3 == 0 ? i / 3.0 : i % 3 == 1 ? null : double.NaN);
            }

            file.Finish();
        }

        var read = ParquetReader.Read(Target);
        Assert.Equal((300_001, 3), ((int)read["count"]!, (int)read["groups"]!));
        Assert.Equal([0, 131_072, 262_144], read["statistics"]!.AsArray().Select(group => (int)group![0]![1]!));
        Assert.Equal([131_071, 262_143, 300_000], read["statistics"]!.AsArray().Select(group => (int)group![0]![2]!));

        // Where there is NaN, smallest and largest mean nothing.
        Assert.All(read["statistics"]!.AsArray(), group => Assert.Single(group![2]!.AsArray(), fact => fact is not null));
        Assert.All(read["rows"]!.AsArray().Index(), row => Assert.Equal((row.Index, row.Index % 2 == 1), ((int)row.Item!["n"]!, (bool)row.Item["odd"]!)));
        Assert.All(read["rows"]!.AsArray().Index(), row => Assert.Equal(
            (row.Index % 3) switch { 0 => (row.Index / 3).ToString(CultureInfo.InvariantCulture), 1 => null, _ => "NaN" }, row.Item!["third"]?.ToString()));
    }

    [SkippableFact]
    public void A_table_without_rows_has_its_columns()
    {
        using (var file = new ParquetFile(Target, Columns))
        {
            file.Finish();
        }

        var read = ParquetReader.Read(Target);
        Assert.Equal((0, 6), ((int)read["count"]!, read["columns"]!.AsArray().Count));
    }

    [Fact]
    public void Values_that_do_not_fit_their_column_are_refused_by_its_name()
    {
        Assert.Throws<ArgumentException>(() => new ParquetFile(Target, []));
        Assert.Throws<ArgumentException>(() => new ParquetFile(Target, [Columns[0], Columns[0]]));
        using var file = new ParquetFile(Target, [Columns[1]]);

        Assert.Throws<ArgumentException>(() => file.Add(1L, 2L));
        Assert.Contains("'count' holds values of the type WholeNumber, not Double", Assert.Throws<ArgumentException>(() => file.Add(1.0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_begins_and_ends_as_the_format_says()
    {
        using (var file = new ParquetFile(Target, [new("n", ColumnType.WholeNumber)], isCompressed: false))
        {
            file.Add(258L);
            file.Finish();
        }

        var bytes = File.ReadAllBytes(Target);
        Assert.Equal("PAR1"u8, bytes.AsSpan(0, 4));
        Assert.Equal("PAR1"u8, bytes.AsSpan(bytes.Length - 4));

        // Header: type 0, size 14 and 14 stored (zigzag 28), values 1 (2), PLAIN, RLE, RLE; then 2 bytes of levels (one run of one 1), then the number.
        byte[] expected = [0x15, 0, 0x15, 28, 0x15, 28, 0x2C, 0x15, 2, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0, 2, 0, 0, 0, 2, 1, 2, 1, 0, 0, 0, 0, 0, 0];
        Assert.Equal(expected, bytes.AsSpan(4, expected.Length).ToArray());
        Assert.Equal(bytes.Length, 4 + expected.Length + BitConverter.ToInt32(bytes, bytes.Length - 8) + 8);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Plain(JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
