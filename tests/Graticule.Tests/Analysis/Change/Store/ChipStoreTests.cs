using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Tests.Analysis.Change.Results;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Analysis.Change.Store;

/// <summary>Both databases give the same answers.</summary>
public sealed class ChipStoreTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Algorithm = "lcmap-pyccd:2018.10.17";

    private static readonly ChipKey Chip = new(Algorithm, -585, 2805);

    private static readonly DateTimeOffset Time = new(2020, 5, 17, 8, 30, 1, 234, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Algorithms_are_listed_by_name_and_replaced(string database)
    {
        await using var store = await OpenAsync(database);
        await store.PutAlgorithmAsync(new("b:1/é", Enabled: true, "t{{x}}"), default);
        await store.PutAlgorithmAsync(new("a", Enabled: true, "1"), default);
        await store.PutAlgorithmAsync(new("a", Enabled: false, "2"), default);

        var algorithms = await store.ListAlgorithmsAsync(default);

        Assert.Equal([new("a", Enabled: false, "2"), new("b:1/é", Enabled: true, "t{{x}}")], algorithms);
    }

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_request_is_a_row_and_its_points_are_tickets_in_order(string database)
    {
        await using var store = await OpenAsync(database);
        Assert.Null(await store.FindAsync(Chip, default));
        Assert.Null(await store.ReadAsync(Chip, 0, 100, default));

        await store.RequestAsync(new(Chip, Time, "u1", "j1", new(-555, 2805)), default);
        await store.RequestAsync(new(Chip, Time.AddSeconds(1), "u2", "j1", new(-585, 2800)), default);
        await store.RequestAsync(new(Chip, Time.AddSeconds(1), "u2", "j1", new(-585, 2800)), default);

        var row = await store.FindAsync(Chip, default);
        Assert.Equal((Chip, Time.AddSeconds(1), "u2", "j1", 0), (row!.Key, row.Requested, row.InputsUrl, row.Job, row.Answered));
        Assert.Null(row.Produced);
        var whole = await store.ReadAsync(Chip, 0, 100, default);
        Assert.Equal([new(-585, 2800), new(-555, 2805)], whole!.Tickets);
        Assert.Equal([new(-555, 2805)], (await store.ReadAsync(Chip, 1, 1, default))!.Tickets);
        Assert.Equal([Chip], (await store.ListOpenAsync(default)).Select(open => open.Key));
    }

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Results_come_back_as_they_were_and_once(string database)
    {
        await using var store = await OpenAsync(database);
        await store.RequestAsync(new(Chip, Time, "u", "j", new(-555, 2805)), default);
        var strips = new[] { Strip(0), Strip(7), Strip(99) };

        var first = await store.ImportAsync(new(Chip, "j", Time, "m", 3, 4, [1, 2, 3], strips), default);
        var second = await store.ImportAsync(new(Chip, "j", Time, "other", 9, 9, [], []), default);

        Assert.True(first);
        Assert.False(second);
        var found = await store.ReadAsync(Chip, 0, 100, default);
        Assert.Equal((3, 4, "m", Time), (found!.Row.Ok, found.Row.Failed, found.Row.InputsMd5, found.Row.Produced!.Value));
        Assert.Equal([1, 2, 3], found.Row.Header);
        Assert.Equal([0, 7, 99], found.Strips.Select(strip => strip.Index));
        Assert.All(strips.Zip(found.Strips), pair => Assert.Equal(pair.First.Data, pair.Second.Data));
        Assert.Empty(found.Tickets);
        Assert.Equal([7], (await store.ReadAsync(Chip, 5, 10, default))!.Strips.Select(strip => strip.Index));
        Assert.Empty(await store.ListOpenAsync(default));
    }

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Results_of_a_job_that_was_replaced_are_refused_and_old_ones_stay(string database)
    {
        await using var store = await OpenAsync(database);
        await store.RequestAsync(new(Chip, Time, "u", "j1", Ticket: null), default);
        await store.ImportAsync(new(Chip, "j1", Time, "old", 1, 0, [1], [Strip(3)]), default);
        await store.RequestAsync(new(Chip, Time, "u", "j2", Ticket: null), default);
        await store.RequestAsync(new(Chip, Time, "u", "j3", Ticket: null), default);

        var replaced = await store.ImportAsync(new(Chip, "j2", Time, "new", 2, 0, [2], [Strip(4)]), default);
        await store.FailAsync(Chip, "j2", "Too late.", default);
        var between = await store.ReadAsync(Chip, 0, 100, default);
        await store.FailAsync(Chip, "j3", "No inputs.", default);

        Assert.False(replaced);
        Assert.Equal(("old", "j3", null), (between!.Row.InputsMd5, between.Row.Job, between.Row.Problem));
        Assert.Equal([3], between.Strips.Select(strip => strip.Index));
        var after = await store.FindAsync(Chip, default);
        Assert.Equal((1, null, "No inputs."), (after!.Ok, after.Job, after.Problem));
    }

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Chips_of_an_area_are_those_of_one_algorithm_whose_corners_lie_in_it(string database)
    {
        await using var store = await OpenAsync(database);
        foreach (var key in new[] { Chip, Chip with { ChipX = 2415 }, Chip with { ChipY = -195 }, Chip with { ChipX = 5415 }, Chip with { Algorithm = "other" } })
        {
            await store.RequestAsync(new(key, Time, "u", "j", Ticket: null), default);
        }

        var rows = await store.ListAsync(Algorithm, new(-585, -195, 2415, 2805), default);

        Assert.Equal([(-585, -195), (-585, 2805), (2415, 2805)], rows.Select(row => (row.Key.ChipX, row.Key.ChipY)).Order());
    }

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Readers_see_one_chip_or_the_other_and_never_a_mixture(string database)
    {
        await using var store = await OpenAsync(database);
        using var stop = new CancellationTokenSource();
        await store.RequestAsync(new(Chip, Time, "u", "0", Ticket: null), default);
        await WriteAsync(0);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var reads = 0;
            while (!stop.IsCancellationRequested)
            {
                var found = await store.ReadAsync(Chip, 0, 100, default);
                Assert.Equal(100, found!.Strips.Count);
                Assert.All(found.Strips, strip => Assert.Equal(found.Row.Ok, strip.Data[0]));
                Assert.Equal(found.Row.Ok, found.Row.Header![0]);
                reads++;
            }

            return reads;
        })).ToArray();

        for (var i = 1; i < 20; i++)
        {
            await store.RequestAsync(new(Chip, Time, "u", $"{i}", Ticket: null), default);
            await WriteAsync((byte)i);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));

        Task WriteAsync(byte i) => store.ImportAsync(new(Chip, $"{i}", Time, "m", i, 0, [i], [.. Enumerable.Range(0, 100).Select(strip => new StoredStrip(strip, [i, 5]))]), default);
    }

    [Fact]
    public async Task A_chip_of_ten_thousand_results_takes_much_less_than_ten_megabytes()
    {
        var path = Path.Combine(_folder.Path, "change.db");
        await using (var store = ChipStores.Open(path, server: null))
        {
            await store.RequestAsync(new(Chip, Time, "u", "j", Ticket: null), default);
            await store.ImportAsync(new(Chip, "j", Time, "m", 1, 1, [1], [.. Enumerable.Range(0, 100).Select(Strip)]), default);
        }

        Assert.InRange(new FileInfo(path).Length, 100_000, 9_000_000);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_told_and_what_names_none_is_refused()
    {
        await using var store = ChipStores.Open("unused", "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2");

        var unreachable = await Assert.ThrowsAsync<ProblemException>(() => store.FindAsync(Chip, default));
        var refused = Assert.Throws<ProblemException>(() => ChipStores.Open("unused", "Strange=1"));

        Assert.Equal((ProblemKind.Unavailable, ProblemKind.InvalidInput), (unreachable.Problem.Kind, refused.Problem.Kind));
    }

    private static StoredStrip Strip(int column) => new(column, StripCodec.Encode(new MadeUpOutcomes(column, 1006).Column(column)));

    private async Task<IChipStore> OpenAsync(string database)
    {
        Skip.If(database == "postgresql" && !server.IsThere, PostgresServer.Absent);
        return ChipStores.Open(Path.Combine(_folder.Path, "change.db"), database == "postgresql" ? await server.NewDatabaseAsync() : null);
    }
}
