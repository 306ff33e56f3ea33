using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>One evaluation's surroundings. Passed to every process; callbacks over pixels get one with the thread's buffers.</summary>
public sealed record GraphRun(GraphServices Services)
{
    /// <summary>Buffers for lanes; null outside callbacks over pixels.</summary>
    public ReadScope? Scope { get; init; }

    /// <summary>Pixels of the lanes at hand; 1 outside callbacks over pixels.</summary>
    public int LaneCount { get; init; } = 1;

    /// <summary>Lanes whose values are undefined.</summary>
    public Lanes NewLanes(bool isBoolean = false) =>
        new(Scope is null ? new double[LaneCount] : Scope.NewNumbers(LaneCount), isBoolean);
}
