using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Results;

namespace Graticule.Tests.Server.Dialects.Lcmap;

/// <summary>Counts of tiles and requests for what they lack. Each test has a tile of its own.</summary>
[Collection(LcmapServerCollection.Name)]
public sealed class TilePagesTests(LcmapServer server)
{
    private const string Tile = $"/results/{LcmapServer.Algorithm}/tile";

    [Fact]
    public async Task A_tile_that_nobody_asked_for_lacks_all_its_chips()
    {
        var (status, body) = await server.GetAsync($"{Tile}?x=-1815585&y=3014805");

        Assert.Equal(200, status);
        Assert.Equal("""{"h":5,"v":2,"x":-1815585,"y":3014805}""", body!["tile"]!.ToJsonString());
        Assert.Equal((2500, 0, 0, 2500, 0), Counts(body));
        Assert.Equal(25_000_000, (long)body["pixels"]!["missing"]!);
    }

    [Fact]
    public async Task Chips_of_a_tile_are_counted_by_what_they_have_and_listed_where_that_is_asked_for()
    {
        ChipKey[] chips = [new(LcmapServer.Algorithm, 434415, 464805), new(LcmapServer.Algorithm, 434415 + 147000, 464805 - 147000), new(LcmapServer.Algorithm, 437415, 464805)];
        server.Process.Hold(chips[1]);
        server.Process.Fail(chips[2], "Nothing there.");
        await server.ComputeAsync(chips[0]);
        await server.GetAsync(LcmapServer.PathOf(chips[1]));
        await server.GetAsync(LcmapServer.PathOf(chips[2]));
        await server.CountsAsync(chips[1], counts => (double)counts["progress"]! == 0.5);
        await server.CountsAsync(chips[2], counts => (int)counts["problems"]! == 1);

        var (_, body) = await server.GetAsync($"{Tile}?x=500000&y=400000&list=failed,running&list=problems,missing");

        server.Process.Release(chips[1]);
        server.Process.Fail(chips[2], reason: null);
        Assert.Equal((2500, 1, 0, 2499, 1), Counts(body!));
        Assert.Equal((0, 0, 1, 1), ((int)body!["ok"]!, (int)body["queued"]!, (int)body["running"]!, (int)body["problems"]!));
        Assert.Equal((8600, 1400), ((int)body["pixels"]!["ok"]!, (int)body["pixels"]!["failed"]!));
        Assert.Equal(1.5 / 2500, (double)body["progress"]!, 6);
        var lists = body["lists"]!;
        Assert.Equal("[[434415,464805]]", lists["failed"]!.ToJsonString());
        Assert.Equal("[[581415,317805]]", lists["running"]!.ToJsonString());
        Assert.Equal("[[437415,464805]]", lists["problems"]!.ToJsonString());
        Assert.Equal(2499, lists["missing"]!.AsArray().Count);
        Assert.Equal("Nothing there.", (string?)body["errors"]![0]!["problem"]);
    }

    [Fact]
    public async Task Failed_pixels_alone_are_computed_again_and_stand_beside_the_others()
    {
        var chip = server.NextChip();
        await server.ComputeAsync(chip);

        var (status, body) = await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&pixels=failed", method: "POST");
        var counts = await server.CountsAsync(chip, counts => (int)counts["pixels"]!["failed"]! == 0);
        var (again, settled) = await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&pixels=failed", method: "POST");

        Assert.Equal((202, 1), (status, (int)body!["asked"]!));
        Assert.Equal((10_000, 1, 1), ((int)counts["pixels"]!["ok"]!, (int)counts["ok"]!, (int)counts["complete"]!));
        Assert.Equal((200, 0, 1), (again, (int)settled!["asked"]!, (int)settled["settled"]!));
        Assert.Equal(2, server.Process.Runs(chip));
        var (_, rows) = await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}");
        Assert.Equal(10_000, rows!.AsArray().Count(row => (bool)row!["result_ok"]!));
    }

    [Fact]
    public async Task Failed_pixels_of_other_dates_make_the_whole_chip_be_computed()
    {
        var chip = server.NextChip();
        await server.ComputeAsync(chip);
        var days = server.Process.Days;
        try
        {
            server.Process.Days = [.. days, days[^1] + 16];
            await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&pixels=failed", method: "POST");
            await server.CountsAsync(chip, counts => server.Process.Runs(chip) == 3 && (int)counts["queued"]! + (int)counts["running"]! == 0);
        }
        finally
        {
            server.Process.Days = days;
        }

        var stored = await server.Store.ReadAsync(chip, 0, 100, default);
        Assert.Equal(13, ChipHeader.Decode(stored!.Row.Header).Days.Count);
        Assert.Equal(ChipTestProcess.FailedAtFirst, stored.Row.Failed);
    }

    [Fact]
    public async Task A_request_for_what_is_missing_leaves_chips_with_results_alone()
    {
        var chip = server.NextChip();
        var path = $"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}";
        var (first, _) = await server.GetAsync(path, method: "POST");
        await server.CountsAsync(chip, counts => (int)counts["complete"]! == 1);
        var (second, _) = await server.GetAsync(path, method: "POST");
        var (all, _) = await server.GetAsync(path + "&pixels=all", method: "POST");
        await server.CountsAsync(chip, counts => server.Process.Runs(chip) == 2 && (int)counts["queued"]! + (int)counts["running"]! == 0);

        Assert.Equal((202, 200, 202), (first, second, all));
    }

    [Theory]
    [InlineData("GET", "x=0&y=0&list=strange", 400)]
    [InlineData("POST", "x=0&y=0&pixels=strange", 400)]
    [InlineData("POST", "x=0", 400)]
    public async Task What_is_no_question_is_refused(string method, string query, int expected)
    {
        var (status, _) = await server.GetAsync($"{Tile}?{query}", method: method);

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task A_whole_tile_is_not_asked_for_with_an_algorithm_that_there_is_not()
    {
        var (status, body) = await server.GetAsync("/results/none/tile?x=0&y=0", method: "POST");

        Assert.Equal(422, status);
        Assert.Contains("not registered", (string)body!, StringComparison.Ordinal);
    }

    private static (int Chips, int Complete, int Incomplete, int Missing, int Failed) Counts(JsonNode body) =>
        ((int)body["chips"]!, (int)body["complete"]!, (int)body["incomplete"]!, (int)body["missing"]!, (int)body["failed"]!);
}
