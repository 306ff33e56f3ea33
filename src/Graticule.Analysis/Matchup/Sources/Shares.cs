using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>How much of the files that are to be read is done, by the number of their observations.</summary>
internal sealed class Shares(IReadOnlyList<Granule> granules)
{
    private readonly double _all = Math.Max(1, granules.Sum(granule => (double)granule.Count));
    private double _done;

    /// <summary>A file is done.</summary>
    public void Pass(Granule granule) => _done += granule.Count;

    /// <summary>Share of all when a share of one file is done.</summary>
    public double At(Granule granule, double share) => Math.Min(1, (_done + (granule.Count * share)) / _all);
}
