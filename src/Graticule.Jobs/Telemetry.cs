using System.Diagnostics;

namespace Graticule.Jobs;

/// <summary>Where the engine's traces come from; they cost nothing while nobody listens.</summary>
public static class Telemetry
{
    public const string Name = "Graticule.Jobs";

    public static readonly ActivitySource Source = new(Name);
}
