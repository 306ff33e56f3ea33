using System.Buffers.Binary;
using System.Text;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Tests.Server.Dialects.Lcmap.Cql;

/// <summary>Results as rows: their order, their values, their pages.</summary>
public sealed class CqlRowsTests
{
    private const string From = " FROM lcmap_changes_local.results WHERE chip_x = -1815585 AND chip_y = 2864805 AND algorithm = 'lcmap-pyccd:2018.10.17'";

    /// <summary>Two whole columns of the chip, a part of a third, and the last.</summary>
    private static readonly int[] Pixels =
    [
        .. Enumerable.Range(0, 100).SelectMany(row => (int[])[ChipShape.Pixel(0, row), ChipShape.Pixel(1, row), ChipShape.Pixel(99, row)]),
        .. Enumerable.Range(20, 5).Select(row => ChipShape.Pixel(9, row)),
    ];

    [Fact]
    public async Task All_columns_come_in_their_order_and_rows_by_x_and_then_y()
    {
        await using var server = await CqlTestServer.StartAsync();
        var texts = await server.FillAsync(CqlTestServer.Chip, Pixels);
        using var client = await server.OpenAsync();

        var (columns, rows, more) = (await client.QueryAsync("SELECT *" + From)).Rows();

        Assert.Equal(
            "chip_x, chip_y, algorithm, x, y, chip_update_requested, inputs_md5, inputs_url, result, result_md5, result_ok, result_produced", string.Join(", ", columns));
        Assert.Null(more);
        Assert.Equal(305, rows.Count);
        Assert.Equal((-1_815_585, 2_864_805 - 2970), PointOf(rows[0]));
        Assert.Equal((-1_815_585 + 2970, 2_864_805), PointOf(rows[^1]));
        Assert.Equal(rows.Select(PointOf).Order(), rows.Select(PointOf));
        Assert.All(rows, row =>
        {
            var (x, y) = PointOf(row);
            var text = texts[ChipShape.PixelAt(CqlTestServer.Chip, x, y)!.Value];
            Assert.Equal(text, Encoding.UTF8.GetString(row[8]!));
            Assert.Equal(PixelDocument.Md5(row[8]), Encoding.UTF8.GetString(row[9]!));
            Assert.Equal(text.StartsWith('{') ? 1 : 0, row[10]![0]);
            Assert.Equal(CqlTestServer.Produced.ToUnixTimeMilliseconds(), BinaryPrimitives.ReadInt64BigEndian(row[11]));
            Assert.Equal(CqlTestServer.Requested.ToUnixTimeMilliseconds(), BinaryPrimitives.ReadInt64BigEndian(row[5]));
        });
        Assert.Contains("-0.0", Encoding.UTF8.GetString(rows[0][8]!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(305)]
    public async Task Pages_of_any_size_give_every_row_once_and_no_empty_page(int size)
    {
        await using var server = await CqlTestServer.StartAsync();
        await server.FillAsync(CqlTestServer.Chip, Pixels);
        using var client = await server.OpenAsync();

        var pages = await PagesAsync(client, "SELECT x, y" + From, size);

        Assert.Equal((305 + size - 1) / size, pages.Count);
        Assert.Equal(305, pages.SelectMany(page => page).Select(row => (Int(row[0]), Int(row[1]))).Distinct().Count());
    }

    [Fact]
    public async Task A_page_ends_where_it_has_grown_large_and_a_limit_holds_over_pages()
    {
        await using var server = await CqlTestServer.StartAsync(limits: new() { PageBytes = 20_000 });
        await server.FillAsync(CqlTestServer.Chip, Pixels);
        using var client = await server.OpenAsync();

        var all = await PagesAsync(client, "SELECT *" + From, 5000);
        var limited = await PagesAsync(client, "SELECT x" + From + " LIMIT 25", 10);

        Assert.True(all.Count > 5, $"{all.Count} pages");
        Assert.Equal(305, all.Sum(page => page.Count));
        Assert.Equal([10, 10, 5], limited.Select(page => page.Count));
    }

    [Fact]
    public async Task Counts_are_of_values_and_not_of_rows()
    {
        await using var server = await CqlTestServer.StartAsync();
        await server.FillAsync(CqlTestServer.Chip, Pixels);
        var asked = CqlTestServer.Chip with { ChipX = CqlTestServer.Chip.ChipX + 3000 };
        await server.Store.RequestAsync(new(asked, CqlTestServer.Requested, "http://inputs.example.org/chips", "job-2", new TicketPoint(asked.ChipX, asked.ChipY)), CancellationToken.None);
        using var client = await server.OpenAsync();

        Assert.Equal(305, await CountAsync(client, "SELECT count(result_ok) AS count" + From));
        Assert.Equal(305, await CountAsync(client, "SELECT count(*)" + From));
        Assert.Equal(100, await CountAsync(client, "SELECT count(result_ok)" + From + " AND x = -1815585"));
        var other = From.Replace("-1815585", "-1812585", StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(client, "SELECT count(result_ok)" + other));
        Assert.Equal(1, await CountAsync(client, "SELECT count(*)" + other));
        var (_, rows, _) = (await client.QueryAsync("SELECT *" + other)).Rows();
        Assert.All(rows.Single()[8..], Assert.Null);
        Assert.Equal(0, await CountAsync(client, "SELECT count(result_ok)" + From.Replace("2864805", "2861805", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("x = -1815585", 100)]
    [InlineData("x > -1815585", 205)]
    [InlineData("x >= -1815555 AND x < -1815315", 100)]
    [InlineData("x > -1815315 AND x < -1812615", 0)]
    [InlineData("x = -1815315 AND y <= 2864205 AND y > 2864085", 4)]
    [InlineData("x = -1815315 AND y = 2864205", 1)]
    [InlineData("x = -1815300", 0)]
    [InlineData("x > 2147483646", 0)]
    public async Task Conditions_on_the_point_choose_rows(string condition, int expected)
    {
        await using var server = await CqlTestServer.StartAsync();
        await server.FillAsync(CqlTestServer.Chip, Pixels);
        using var client = await server.OpenAsync();

        Assert.Equal(expected, (await client.QueryAsync($"SELECT x, y{From} AND {condition}")).Rows().Rows.Count);
    }

    private static (int X, int Y) PointOf(byte[]?[] row) => (Int(row[3]), Int(row[4]));

    private static int Int(byte[]? bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes);

    private static async Task<long> CountAsync(CqlTestClient client, string statement) =>
        BinaryPrimitives.ReadInt64BigEndian((await client.QueryAsync(statement)).Rows().Rows.Single()[0]);

    private static async Task<List<IReadOnlyList<byte[]?[]>>> PagesAsync(CqlTestClient client, string statement, int size)
    {
        List<IReadOnlyList<byte[]?[]>> pages = [];
        byte[]? state = null;
        do
        {
            var (_, rows, more) = (await client.AskAsync(Opcode.Query, CqlTestClient.Query(statement, size, state))).Rows();
            pages.Add(rows);
            state = more;
        }
        while (state is not null);
        return pages;
    }
}
