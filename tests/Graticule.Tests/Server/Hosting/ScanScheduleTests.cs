using Graticule.Server.Hosting;

namespace Graticule.Tests.Server.Hosting;

public sealed class ScanScheduleTests
{
    private readonly ScanSchedule _schedule = new();

    [Fact]
    public void The_first_look_is_followed_by_a_scan_and_the_next_one_is_not()
    {
        Assert.True(_schedule.IsDue("a", At(0)));
        _schedule.Ended("a", isDone: true, At(1));

        Assert.False(_schedule.IsDue("a", At(3)));
        Assert.False(_schedule.IsDue("a", At(3000)));
    }

    [Fact]
    public void Files_that_change_are_scanned_once_they_hold_still()
    {
        Scanned("a");

        Assert.False(_schedule.IsDue("b", At(2)));
        Assert.False(_schedule.IsDue("bb", At(4)));
        Assert.False(_schedule.IsDue("bbb", At(6)));
        Assert.True(_schedule.IsDue("bbb", At(8)));
    }

    [Fact]
    public void Files_that_never_hold_still_are_scanned_after_a_minute()
    {
        Scanned("a");

        for (var second = 2; second < 62; second += 2)
        {
            Assert.False(_schedule.IsDue($"at {second}", At(second)));
        }

        Assert.True(_schedule.IsDue("at 62", At(62)));
    }

    [Fact]
    public void What_changes_during_a_scan_is_scanned_again()
    {
        Assert.True(_schedule.IsDue("a", At(0)));
        _schedule.Ended("a", isDone: true, At(10));

        Assert.False(_schedule.IsDue("b", At(12)));
        Assert.True(_schedule.IsDue("b", At(14)));
    }

    [Fact]
    public void Files_that_become_again_as_they_were_need_no_scan()
    {
        Scanned("a");

        Assert.False(_schedule.IsDue("b", At(2)));
        Assert.False(_schedule.IsDue("a", At(4)));
        Assert.False(_schedule.IsDue("a", At(100)));
    }

    [Fact]
    public void A_scan_that_failed_is_tried_again_later_and_later()
    {
        Assert.True(_schedule.IsDue("a", At(0)));
        _schedule.Ended("a", isDone: false, At(0));
        Assert.False(_schedule.IsDue("a", At(14)));
        Assert.True(_schedule.IsDue("a", At(15)));
        _schedule.Ended("a", isDone: false, At(15));
        Assert.False(_schedule.IsDue("a", At(44)));
        Assert.True(_schedule.IsDue("a", At(45)));
        _schedule.Ended("a", isDone: true, At(45));
        Assert.False(_schedule.IsDue("a", At(5000)));
    }

    [Fact]
    public void A_change_after_a_failure_need_not_wait_for_the_next_try()
    {
        Assert.True(_schedule.IsDue("a", At(0)));
        _schedule.Ended("a", isDone: false, At(0));

        Assert.False(_schedule.IsDue("b", At(2)));
        Assert.True(_schedule.IsDue("b", At(4)));
    }

    private void Scanned(string tree)
    {
        Assert.True(_schedule.IsDue(tree, At(0)));
        _schedule.Ended(tree, isDone: true, At(0));
    }

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);
}
