using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Storage;
using Graticule.Server.Dialects.Hpc;
using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Configuration;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Server.Dialects.Hpc.Accounts;

public sealed class LedgerTests : IAsyncLifetime, IDisposable
{
    private static readonly CoreType Granite = new() { Code = "granite", Name = "Granite", Cores = [2, 4], Price = 0.5m, MaxWallTimeHours = 24 };

    private static readonly Project Open = new() { Id = "open", Name = "Open" };

    private static readonly Project Small = new() { Id = "small", Name = "Small", Budget = 3 };

    private readonly TemporaryFolder _folder = new();

    private SqlDatabase _database = null!;
    private Ledger _ledger = null!;

    public Task InitializeAsync()
    {
        _database = SqlDatabase.Open(new DataFolder(_folder.Path), Durability.Process);
        _ledger = new(new SqlChargeStore(_database), new() { CoreTypes = [Granite], Analyses = [] }, TimeProvider.System);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_budget_a_job_may_run_as_long_as_it_asks()
    {
        var allowance = await ReserveAsync("a", Open, Hours(3));
        Assert.Equal(new(TimeSpan.FromHours(3), IsOfBudget: false, 3), allowance);
        Assert.Equal((0, 3), _ledger.Sum(Open));
    }

    [Fact]
    public async Task A_job_that_names_its_wall_time_is_refused_where_the_budget_does_not_bear_it()
    {
        await ReserveAsync("a", Small, Hours(2));
        var refusal = await Assert.ThrowsAsync<HpcException>(() => ReserveAsync("b", Small, Hours(1.5)));
        Assert.Equal(400, refusal.Status);
        Assert.Contains("of which 1.00 are left, and this job may cost 1.50", (string)refusal.Body["projectId"]![0]!, StringComparison.Ordinal);
        Assert.Null(_ledger.Find("b"));
        await ReserveAsync("c", Small, Hours(1));
        Assert.Equal(0, _ledger.Left(Small));
    }

    [Fact]
    public async Task A_job_that_names_none_may_run_as_long_as_the_money_lasts()
    {
        Assert.Equal(new(TimeSpan.FromHours(3), IsOfBudget: true, 3), await ReserveAsync("a", Small, null));
        await Assert.ThrowsAsync<HpcException>(() => ReserveAsync("b", Small, null));
    }

    [Fact]
    public async Task What_a_job_did_not_use_is_free_for_the_next()
    {
        await ReserveAsync("a", Small, null);
        Assert.Equal(0.5m, await _ledger.SettleAsync("a", new(Granite, 2, false, null), TimeSpan.FromMinutes(30), default));
        Assert.Equal((0.5m, 0), _ledger.Sum(Small));
        Assert.Equal(TimeSpan.FromHours(2.5), (await ReserveAsync("b", Small, null)).WallTime);
    }

    [Fact]
    public async Task A_job_is_settled_once()
    {
        await ReserveAsync("a", Small, null);
        await _ledger.SettleAsync("a", new(Granite, 2, false, null), TimeSpan.FromMinutes(30), default);
        Assert.Equal(0.5m, await _ledger.SettleAsync("a", new(Granite, 2, false, null), TimeSpan.FromHours(9), default));
        Assert.Equal(1800, _ledger.Find("a")!.Seconds);
    }

    [Fact]
    public async Task The_moment_that_it_takes_to_stop_a_job_costs_nothing()
    {
        await ReserveAsync("a", Small, null);
        Assert.Equal(3, await _ledger.SettleAsync("a", new(Granite, 2, false, null), TimeSpan.FromHours(3.001), default));
        Assert.Equal((3, 0), _ledger.Sum(Small));
    }

    [Fact]
    public async Task Jobs_at_the_same_time_never_spend_the_same_money()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            try
            {
                return (JsonNode?)(await ReserveAsync($"job{number}", Small, Hours(1))).Cost;
            }
            catch (HpcException)
            {
                return null;
            }
        }));
        Assert.Equal(3, outcomes.Count(outcome => outcome is not null));
        Assert.Equal((0, 3), _ledger.Sum(Small));
    }

    private Task<Allowance> ReserveAsync(string job, Project project, TimeSpan? wallTime) =>
        _ledger.ReserveAsync(job, "ann", project, new(Granite, 2, IsLowPriority: false, wallTime), default);

    private static TimeSpan? Hours(double hours) => TimeSpan.FromHours(hours);
}
