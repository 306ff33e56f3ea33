namespace Graticule.Server.Callbacks;

/// <summary>When to try a failed post again: 5 s, then three times as long each time, up to 8 h; 11 tries, the last about 20 hours after the first.</summary>
internal static class RetryPlan
{
    public const int MostTries = 11;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    /// <summary>How long to wait after this many tries; null: give up. Spread by a fifth either way, so that posts that failed together come apart.</summary>
    public static TimeSpan? After(int tries, double random)
    {
        if (tries >= MostTries)
        {
            return null;
        }

        var plain = First * Math.Pow(3, tries - 1);
        return (plain < Longest ? plain : Longest) * (0.8 + (0.4 * random));
    }
}
