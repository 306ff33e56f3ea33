using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>The observations of one data set, read where and when they are needed. One thread uses it at a time.</summary>
internal interface IObservationSource : IDisposable
{
    ObservationDataset Dataset { get; }

    /// <summary>
    /// All observations that the request allows in a box and a span of time, both with their edges; in order: of grids and swaths by the start of their file
    /// and its name, then time, row and column; of points by time, then table and row. Files that cannot be read are told to the <see cref="ReadLog"/>.
    /// </summary>
    IEnumerable<ObservationChunk> Read(LonLatBox box, long start, long end, CancellationToken cancellationToken);

    /// <summary>Nothing before this time is asked for again.</summary>
    void Forget(long before);
}
