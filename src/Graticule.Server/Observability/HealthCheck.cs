namespace Graticule.Server.Observability;

/// <summary>One thing that must be right for the server to take work.</summary>
/// <param name="Name">What is looked at.</param>
/// <param name="LookAsync">Says what is wrong, in one sentence; null when nothing is. Cheap.</param>
internal sealed record HealthCheck(string Name, Func<CancellationToken, Task<string?>> LookAsync);
