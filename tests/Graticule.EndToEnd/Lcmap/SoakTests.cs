using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Graticule.EndToEnd.Lcmap;

/// <summary>Many chips, and a server that is killed in the middle of them.</summary>
public sealed class SoakTests
{
    private const string Algorithm = "lcmap-pyccd:2018.10.17";
    private const int Left = -1815585;
    private const int Top = 2864805;
    private const int Chips = 20;

    [Fact]
    public async Task Twenty_chips_are_complete_and_each_is_computed_once_to_its_end_though_the_server_is_killed_twice()
    {
        var folder = Directory.CreateTempSubdirectory("graticule-soak-").FullName;
        try
        {
            var (data, files) = (Path.Combine(folder, "data"), Path.Combine(folder, "ard"));
            Assert.Equal(0, (await BuiltProgram.RunAsync("ard", "demo", files, "--chips", "5", "--dates", "14")).Code);
            await using var server = new LcmapServer(data);
            await server.StartAsync("--ard", files);
            await server.WaitAsync("/algorithms", algorithms => algorithms.AsArray().Count == 2);
            (int X, int Y)[] points = [.. Enumerable.Range(0, Chips).Select(i => (Left + (3000 * (i % 5)), Top - (3000 * (i / 5))))];
            foreach (var (x, y) in points)
            {
                Assert.Equal(202, (await server.GetAsync(Results(x, y))).Status);
                Assert.Equal(202, (await server.GetAsync(Results(x + 30, y - 60))).Status);
            }

            await server.WaitAsync(Tile, counts => (int)counts["complete"]! >= 3);
            await server.KillAsync();
            await server.StartAsync("--ard", files);
            await server.WaitAsync(Tile, counts => (int)counts["complete"]! >= 10);
            await server.KillAsync();
            await server.StartAsync("--ard", files);

            // Who has no answer asks again, as clients do.
            foreach (var (x, y) in points)
            {
                Assert.Contains((await server.GetAsync(Results(x, y))).Status, (int[])[200, 202]);
            }

            var counts = await server.WaitAsync(Tile, counts => (int)counts["complete"]! == Chips && (int)counts["queued"]! + (int)counts["running"]! == 0);
            Assert.Equal((2500, 0, 2480, 0), ((int)counts["chips"]!, (int)counts["incomplete"]!, (int)counts["missing"]!, (int)counts["problems"]!));
            Assert.Equal(Chips * 10_000, (int)counts["pixels"]!["ok"]! + (int)counts["pixels"]!["failed"]!);
            foreach (var (x, y) in points)
            {
                var (status, result) = await server.GetAsync(Results(x + 2970, y - 2970));
                Assert.Equal((200, x, y), (status, (int)result!["chip_x"]!, (int)result["chip_y"]!));
            }

            var map = await server.GetBytesAsync($"{Chip}&format=tif&product=SCTIME&date=2010-07-01");
            Assert.Equal("II*\0"u8.ToArray(), map[..4]);
            Assert.Equal(10_000, JsonNode.Parse(await server.GetBytesAsync($"{Chip}&format=file"))!.AsArray().Count);

            await server.KillAsync();
            Assert.Equal((Chips, Chips), Succeeded(data));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Tile => string.Create(CultureInfo.InvariantCulture, $"/results/{Algorithm}/tile?x={Left}&y={Top}");

    private static string Chip => string.Create(CultureInfo.InvariantCulture, $"/results/{Algorithm}/chip?x={Left}&y={Top}");

    private static string Results(int x, int y) => string.Create(CultureInfo.InvariantCulture, $"/results/{Algorithm}/{x}/{y}?refresh=False");

    /// <summary>Jobs that computed a chip to the end, and chips of which there is one: what was removed is still a row.</summary>
    private static (long Jobs, long Chips) Succeeded(string data)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(data, "graticule.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText =
            "SELECT count(*), count(DISTINCT json_extract(spec, '$.inputs.chipX') || ' ' || json_extract(spec, '$.inputs.chipY')) FROM jobs WHERE process = 'ccdc-chip' AND state = 3";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
