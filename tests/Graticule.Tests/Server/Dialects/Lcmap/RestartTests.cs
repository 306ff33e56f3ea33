using Graticule.Analysis.Change.Results;
using Graticule.Jobs;

namespace Graticule.Tests.Server.Dialects.Lcmap;

/// <summary>What a server that was stopped at a bad moment leaves, its next start puts right.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private readonly LcmapServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Results_of_a_job_that_ended_while_nobody_imported_are_there_after_the_next_start()
    {
        _server.Imports = false;
        await _server.RestartAsync();
        var chip = _server.NextChip();
        await _server.GetAsync(LcmapServer.PathOf(chip));
        var job = (await _server.Store.FindAsync(chip, default))!.Job!;
        Assert.True(JobId.TryParse(job, out var id));
        await _server.Engine.WaitAsync("lcmap", id, TimeSpan.FromSeconds(60), default);

        _server.Imports = true;
        await _server.RestartAsync();

        await _server.CountsAsync(chip, counts => (int)counts["complete"]! == 1);
        Assert.Equal(1, _server.Process.Runs(chip));
    }

    [Fact]
    public async Task Who_asks_for_another_point_of_a_chip_that_is_computed_but_not_imported_starts_nothing()
    {
        _server.Imports = false;
        await _server.RestartAsync();
        var chip = _server.NextChip();
        await _server.GetAsync(LcmapServer.PathOf(chip));
        Assert.True(JobId.TryParse((await _server.Store.FindAsync(chip, default))!.Job, out var id));
        await _server.Engine.WaitAsync("lcmap", id, TimeSpan.FromSeconds(60), default);

        var (status, _) = await _server.GetAsync(LcmapServer.PathOf(chip, 50, 50));

        Assert.Equal((200, 1), (status, _server.Process.Runs(chip)));
    }

    [Fact]
    public async Task A_job_that_was_written_down_and_not_started_is_started_and_one_that_no_chip_names_is_taken_away()
    {
        var chip = _server.NextChip();
        var other = _server.NextChip();
        var job = await _server.Engine.CreateAsync("lcmap", "lcmap", SpecOf(chip), default);
        await _server.Store.RequestAsync(new(chip, DateTimeOffset.UnixEpoch, "url", job.Id.ToString(), Ticket: null), default);
        var orphan = await _server.Engine.CreateAsync("lcmap", "lcmap", SpecOf(other), default);

        await _server.RestartAsync();

        await _server.CountsAsync(chip, counts => (int)counts["complete"]! == 1);
        await WaitUntilGoneAsync(orphan.Id);
        Assert.Equal((1, 0), (_server.Process.Runs(chip), _server.Process.Runs(other)));
    }

    [Fact]
    public async Task The_job_of_a_chip_with_results_is_removed_with_its_files()
    {
        var chip = _server.NextChip();
        await _server.GetAsync(LcmapServer.PathOf(chip));
        Assert.True(JobId.TryParse((await _server.Store.FindAsync(chip, default))!.Job, out var id));

        await _server.CountsAsync(chip, counts => (int)counts["complete"]! == 1);

        await WaitUntilGoneAsync(id);
    }

    [Fact]
    public async Task A_job_that_is_gone_is_a_problem_of_the_chip_and_not_waited_for()
    {
        var chip = _server.NextChip();
        await _server.Store.RequestAsync(new(chip, DateTimeOffset.UnixEpoch, "url", Guid.NewGuid().ToString("N"), Ticket: null), default);

        await _server.RestartAsync();

        var counts = await _server.CountsAsync(chip, counts => (int)counts["problems"]! == 1);
        Assert.Contains("gone", (string?)counts["errors"]![0]!["problem"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_tickets_and_results_outlive_two_restarts()
    {
        var (chip, failing) = (_server.NextChip(), _server.NextChip());
        var before = await _server.ComputeAsync(chip);
        _server.Process.Fail(failing, "No observations.");
        await _server.GetAsync(LcmapServer.PathOf(failing));
        await _server.CountsAsync(failing, counts => (int)counts["problems"]! == 1);

        await _server.RestartAsync();
        await _server.RestartAsync();

        var (_, after) = await _server.GetAsync(LcmapServer.PathOf(chip));
        var (_, ticket) = await _server.GetAsync(LcmapServer.PathOf(failing));
        Assert.Equal(before.ToJsonString(), after!.ToJsonString());
        Assert.Contains("result_md5", ticket!.AsObject().Select(member => member.Key));
        await _server.CountsAsync(failing, counts => (string?)counts["errors"]![0]!["problem"] == "No observations.");
        Assert.Equal(1, _server.Process.Runs(chip));
    }

    private static JobSpec SpecOf(ChipKey key) => new()
    {
        ProcessId = "ccdc-chip",
        Inputs = new() { ["chipX"] = key.ChipX, ["chipY"] = key.ChipY, ["algorithm"] = key.Algorithm, ["source"] = "/lcmap/chips" },
    };

    private async Task WaitUntilGoneAsync(JobId id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                await _server.Engine.GetAsync("lcmap", id, default);
            }
            catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
            {
                return;
            }

            await Task.Delay(20, limit.Token);
        }
    }
}
