namespace Graticule.Server.Observability;

/// <summary>One thing that must be right for the server to take work.</summary>
/// <param name="Name">What is looked at.</param>
/// <param name="LookAsync">Says what is wrong, in one sentence; null when nothing is. Cheap.</param>
/// <param name="IsAdvice">What is wrong is shown as a warning, and the server is ready nevertheless.</param>
internal sealed record HealthCheck(string Name, Func<CancellationToken, Task<string?>> LookAsync, bool IsAdvice = false);
