using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>The observations of all pixels of a chip, in memory: 160 kB a date.</summary>
/// <param name="Days">In rising order; day 1 is 1 January of year 1. A day may be there twice, of which the first that is used counts.</param>
/// <param name="Bands">Of each of the seven bands (<see cref="PixelSeries"/>), of each date: 10,000 numbers, row by row.</param>
/// <param name="Qa">Of each date: the quality band.</param>
public sealed record ChipObservations(int[] Days, IReadOnlyList<IReadOnlyList<short[]>> Bands, IReadOnlyList<ushort[]> Qa)
{
    /// <summary>The coordinate system of the grid as WKT; empty: CONUS Albers of the analysis ready data.</summary>
    public string Wkt { get; init; } = "";
}
