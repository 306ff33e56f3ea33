using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc.Accounts;

/// <summary>What a job asks to be paid for.</summary>
/// <param name="CoreType">What it runs on.</param>
/// <param name="Cores">Of all slots together; at least 1.</param>
/// <param name="IsLowPriority">Whether the lower price holds.</param>
/// <param name="WallTime">As the job says; null: it does not say.</param>
internal sealed record Order(CoreType CoreType, int Cores, bool IsLowPriority, TimeSpan? WallTime)
{
    private const decimal SecondsOfHour = 3600;

    /// <summary>Longest that it may run.</summary>
    public TimeSpan LongestTime
    {
        get
        {
            var most = TimeSpan.FromHours(CoreType.MaxWallTimeHours);
            return WallTime is { } asked && asked < most ? asked : most;
        }
    }

    /// <summary>Price of all its cores for an hour.</summary>
    public decimal PricePerHour => CoreType.PriceOf(IsLowPriority) * Cores;

    /// <summary>What it costs to run that long.</summary>
    public decimal CostOf(TimeSpan time) => PricePerHour * (decimal)time.TotalSeconds / SecondsOfHour;

    /// <summary>How long it may run for that money.</summary>
    public TimeSpan TimeFor(decimal money)
    {
        var seconds = PricePerHour == 0 ? decimal.MaxValue : money / PricePerHour * SecondsOfHour;
        return seconds >= (decimal)LongestTime.TotalSeconds ? LongestTime : TimeSpan.FromSeconds((double)Math.Floor(seconds));
    }
}
