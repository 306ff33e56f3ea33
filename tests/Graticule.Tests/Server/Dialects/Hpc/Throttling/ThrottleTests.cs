using Graticule.Server.Dialects.Hpc.Throttling;
using Graticule.Tests.Server.Access;

namespace Graticule.Tests.Server.Dialects.Hpc.Throttling;

public sealed class ThrottleTests
{
    private readonly MovedClock _clock = new();

    [Fact]
    public void An_hours_worth_is_there_at_once_and_then_what_time_brings()
    {
        Throttle throttle = new(new() { User = 3600 }, _clock);
        for (var turn = 0; turn < 3600; turn++)
        {
            Assert.Equal(new(3600, 3599 - turn, null), throttle.Take("ann", ThrottleScope.User));
        }

        Assert.InRange(throttle.Take("ann", ThrottleScope.User).Wait!.Value, TimeSpan.FromSeconds(0.99), TimeSpan.FromSeconds(1.01));
        _clock.Move(TimeSpan.FromSeconds(1.001));
        Assert.Null(throttle.Take("ann", ThrottleScope.User).Wait);
        Assert.NotNull(throttle.Take("ann", ThrottleScope.User).Wait);
    }

    [Fact]
    public void Users_and_scopes_are_counted_apart()
    {
        Throttle throttle = new(new() { User = 1, JobSubmission = 1 }, _clock);
        Assert.Null(throttle.Take("ann", ThrottleScope.User).Wait);
        Assert.NotNull(throttle.Take("ann", ThrottleScope.User).Wait);
        Assert.Null(throttle.Take("ann", ThrottleScope.JobSubmission).Wait);
        Assert.Null(throttle.Take("bob", ThrottleScope.User).Wait);
    }

    [Fact]
    public void A_limit_of_zero_is_none()
    {
        Throttle throttle = new(new() { User = 0 }, _clock);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Null(throttle.Take("ann", ThrottleScope.User).Wait));
    }
}
