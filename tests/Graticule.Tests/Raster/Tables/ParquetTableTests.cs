using System.Globalization;
using Graticule.Raster.Tables;

namespace Graticule.Tests.Raster.Tables;

public sealed class ParquetTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, int> Files => new()
    {
        { "arrow-snappy.parquet", 2 }, { "arrow-gzip-v2.parquet", 1 }, { "arrow-brotli-plain.parquet", 1 }, { "arrow-split.parquet", 1 }, { "arrow-lz4.parquet", 1 },
        { "hyparquet-snappy.parquet", 2 }, { "hyparquet-gzip.parquet", 2 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Files_of_other_writers_are_read_value_by_value(string name, int groups)
    {
        using var table = ParquetTable.Open(Fixtures.PathOf(name));
        Assert.Equal(groups, table.Groups);
        Assert.Equal(Expect(i => i % 2 == 0 ? 1 : 0), Numbers(table, "truth"));
        Assert.Equal(Expect(i => (i * 1000) - 7), Numbers(table, "small"));
        Assert.Equal(Expect(i => (i * 10000000000.0) - 5), Numbers(table, "big"));
        Assert.Equal(Expect(i => i / 8.0), Numbers(table, "float"));
        Assert.Equal(Expect(i => i / 3.0), Numbers(table, "double"));
        Assert.Equal(Index.Select(i => i % 3 == 2 ? null : $"text {i % 11} größer"), Texts(table, "text"));
        Assert.Equal(Index.Select(i => $"https://example.org/observation/{100000 + (i * 17)}"), Texts(table, "unique"));
        Assert.Equal(Index.Select(i => i % 3 == 2 ? (long?)null : Fixtures.Epoch + (i * 60)), Instants(table, "milliseconds"));
    }

    [Theory]
    [InlineData("arrow-snappy.parquet")]
    [InlineData("arrow-gzip-v2.parquet")]
    [InlineData("arrow-brotli-plain.parquet")]
    [InlineData("arrow-split.parquet")]
    public void Unsigned_numbers_days_and_maps_are_read(string name)
    {
        using var table = ParquetTable.Open(Fixtures.PathOf(name));
        Assert.Equal(Index.Select(i => i + 4294960000.0), Numbers(table, "unsigned"));
        Assert.Equal(Index.Select(i => (long?)(Fixtures.Epoch + (i * 86400))), Instants(table, "day"));
        var maps = Enumerable.Range(0, table.Groups).SelectMany(group => table.ReadMap(group, table.FindMap("platform")!.Value)).ToList();
        Assert.Equal(Fixtures.Rows, maps.Count);
        foreach (var i in Index)
        {
            Assert.Equal(
                i % 5 >= 3 ? [] : [new("code", i % 2 == 1 ? "3B" : "41"), new("id", $"buoy {i % 7}"), new("type", null)],
                maps[i]);
        }
    }

    [Fact]
    public void What_our_writer_writes_is_read_back()
    {
        var path = Path.Combine(_folder, "own.parquet");
        Random random = new(5);
        var rows = Enumerable.Range(0, 5000).Select(_ => (Number: random.Next(4) == 0 ? (double?)null : random.NextDouble(), Text: random.Next(3) == 0 ? null : $"t{random.Next(50)}",
            Instant: DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-100_000_000_000, 3_000_000_000_000)))).ToList();
        using (ParquetFile file = new(path, [new("number", ColumnType.Number), new("text", ColumnType.Text), new("instant", ColumnType.Instant)]))
        {
            rows.ForEach(row => file.Add(row.Number, row.Text, row.Instant));
            file.Finish();
        }

        using var table = ParquetTable.Open(path);
        Assert.Equal(rows.Select(row => row.Number ?? double.NaN), Numbers(table, "NUMBER"));
        Assert.Equal(rows.Select(row => row.Text), Texts(table, "text"));
        Assert.Equal(rows.Select(row => (long?)row.Instant.ToUnixTimeSeconds()), Instants(table, "instant"));
    }

    [Fact]
    public void A_compression_that_is_not_read_is_named()
    {
        using var table = ParquetTable.Open(Fixtures.PathOf("arrow-zstd.parquet"));
        var fault = Assert.Throws<ParquetException>(() => Numbers(table, "small"));
        Assert.Contains("ZSTD", fault.Message, StringComparison.Ordinal);
        Assert.Contains("GZIP", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever is changed in a file, reading ends, with values or with an error of this reader.</summary>
    [Theory]
    [InlineData("arrow-snappy.parquet")]
    [InlineData("arrow-gzip-v2.parquet")]
    [InlineData("arrow-split.parquet")]
    [InlineData("arrow-lz4.parquet")]
    [InlineData("hyparquet-snappy.parquet")]
    public void Damaged_files_are_refused_and_never_crash(string name)
    {
        var good = File.ReadAllBytes(Fixtures.PathOf(name));
        Random random = new(11);
        var refused = 0;
        for (var round = 0; round < 400; round++)
        {
            var bytes = (byte[])good.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                // Half of the changes in the metadata, which are at the end.
                var from = random.Next(2) == 0 ? good.Length * 3 / 4 : 0;
                bytes[random.Next(from, good.Length)] = (byte)random.Next(256);
            }

            refused += TryReadAll(random.Next(5) == 0 ? bytes[..random.Next(bytes.Length)] : bytes) ? 0 : 1;
        }

        Assert.InRange(refused, 50, 399);
    }

    [Fact]
    public void What_is_no_Parquet_is_told_so()
    {
        var path = Path.Combine(_folder, "no.parquet");
        File.WriteAllText(path, "latitude,longitude\n1,2\n");
        Assert.Contains("no Parquet", Assert.Throws<ParquetException>(() => ParquetTable.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_numbers_are_read_as_the_format_describes_them()
    {
        // The example of the format's description: 0 to 7 in three bits each; then a run of five sixes.
        var numbers = new int[13];
        PackedBits.ReadRuns([0b11, 0b10001000, 0b11000110, 0b11111010, 5 << 1, 6], 3, numbers);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 6, 6, 6, 6, 6], numbers);
    }

    [Fact]
    public void Snappy_copies_reach_into_what_they_write()
    {
        var target = new byte[12];
        Snappy.Unpack([12, 2 << 2, (byte)'a', (byte)'b', (byte)'c', (5 << 2) | 1, 3], target);
        Assert.Equal("abcabcabcabc"u8.ToArray(), target);
        Assert.Throws<ParquetException>(() => Snappy.Unpack([12, 2 << 2, (byte)'a', (byte)'b', (byte)'c', (5 << 2) | 1, 4], new byte[12]));
    }

    private static IEnumerable<int> Index => Enumerable.Range(0, Fixtures.Rows);

    private static IEnumerable<double> Expect(Func<int, double> value) => Index.Select(i => i % 3 == 2 ? double.NaN : value(i));

    private static IEnumerable<double> Numbers(ParquetTable table, string name) =>
        [.. Enumerable.Range(0, table.Groups).SelectMany(group => table.ReadNumbers(group, table.Find(name)!))];

    private static IEnumerable<string?> Texts(ParquetTable table, string name) =>
        [.. Enumerable.Range(0, table.Groups).SelectMany(group => table.ReadTexts(group, table.Find(name)!))];

    private static IEnumerable<long?> Instants(ParquetTable table, string name) =>
        [.. Enumerable.Range(0, table.Groups).SelectMany(group => table.ReadInstants(group, table.Find(name)!))];

    private bool TryReadAll(byte[] bytes)
    {
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid()}.parquet"));
        File.WriteAllBytes(path, bytes);
        try
        {
            _ = Graticule.Raster.Observations.Points.PointFiles.Read(path, new() { Latitude = "float", Longitude = "double", Time = "milliseconds" });
            return true;
        }
        catch (Graticule.Raster.Observations.ObservationFileException)
        {
            return false;
        }
    }
}
