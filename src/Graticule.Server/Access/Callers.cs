using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>Who sent a request, as authentication found out.</summary>
internal static class Callers
{
    private static readonly object Key = new();

    /// <summary>The caller of this request; set before any endpoint runs.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Items[Key] as Caller ?? throw new InvalidOperationException("No caller: the request did not pass authentication.");

    public static void SetCaller(this HttpContext context, Caller caller) => context.Items[Key] = caller;
}
