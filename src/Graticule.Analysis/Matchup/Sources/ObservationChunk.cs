using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>Observations in memory: a window of a step of a grid, pixels of a swath, rows of tables.</summary>
internal abstract class ObservationChunk
{
    /// <summary>Where and when they are; those that take no part are marked.</summary>
    public abstract Places Places { get; }

    /// <summary>Around all places.</summary>
    public abstract LonLatBox Bounds { get; }

    public abstract long Start { get; }

    public abstract long End { get; }

    /// <summary>Memory that it holds.</summary>
    public abstract long Bytes { get; }

    /// <summary>Share of its source's observations that is done with it, 0 to 1.</summary>
    public double Done { get; set; }

    /// <summary>Number of an observation among the secondaries of a file of matches, plus one; 0 until it has one.</summary>
    public abstract ref int NumberOf(int index);

    /// <summary>Adds an observation with its id, values and boxes.</summary>
    public abstract void Append(int index, PointColumns columns);
}
