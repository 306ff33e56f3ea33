namespace Graticule.Server.Access;

/// <summary>A dialect may tell in its own words that a request has no working key or token.</summary>
internal static class OwnRefusals
{
    private static readonly object Key = new();

    /// <summary>Set before authentication. Told what is wrong with the token; null when none came. Headers are there already.</summary>
    public static void TellRefusals(this HttpContext context, Func<HttpContext, string?, Task> tell) => context.Items[Key] = tell;

    internal static Func<HttpContext, string?, Task>? RefusalTeller(this HttpContext context) => context.Items[Key] as Func<HttpContext, string?, Task>;
}
