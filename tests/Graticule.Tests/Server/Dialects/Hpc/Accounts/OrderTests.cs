using Graticule.Server.Dialects.Hpc.Accounts;
using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Tests.Server.Dialects.Hpc.Accounts;

public sealed class OrderTests
{
    private static readonly CoreType Granite = new() { Code = "granite", Name = "Granite", Cores = [2, 4], Price = 0.05m, LowPriorityPrice = 0.02m, MaxWallTimeHours = 24 };

    [Fact]
    public void A_cost_is_price_times_cores_times_hours()
    {
        Order order = new(Granite, Cores: 4, IsLowPriority: false, WallTime: null);
        Assert.Equal(0.2m, order.PricePerHour);
        Assert.Equal(0.3m, order.CostOf(TimeSpan.FromMinutes(90)));
        Assert.Equal(0.12m, (order with { IsLowPriority = true }).CostOf(TimeSpan.FromMinutes(90)));
    }

    [Fact]
    public void The_longest_time_is_that_of_the_job_within_that_of_the_core_type()
    {
        Order order = new(Granite, 2, false, null);
        Assert.Equal(TimeSpan.FromHours(24), order.LongestTime);
        Assert.Equal(TimeSpan.FromHours(2), (order with { WallTime = TimeSpan.FromHours(2) }).LongestTime);
        Assert.Equal(TimeSpan.FromHours(24), (order with { WallTime = TimeSpan.FromHours(200) }).LongestTime);
    }

    [Fact]
    public void Money_buys_whole_seconds_and_no_more_than_the_longest_time()
    {
        Order order = new(Granite, 4, false, null);
        Assert.Equal(TimeSpan.FromMinutes(30), order.TimeFor(0.1m));
        Assert.Equal(TimeSpan.FromHours(24), order.TimeFor(1000));
        Assert.Equal(TimeSpan.FromSeconds(1), order.TimeFor(0.0001m));
        Assert.Equal(TimeSpan.FromHours(24), (order with { CoreType = Granite with { Price = 0 } }).TimeFor(0));
    }
}
