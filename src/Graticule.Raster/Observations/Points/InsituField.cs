namespace Graticule.Raster.Observations.Points;

/// <summary>A measured quantity of in-situ observations.</summary>
/// <param name="Name">CF standard name.</param>
/// <param name="Units">Of its values, as the schema writes them.</param>
/// <param name="Quality">
/// Name of the field with its quality flag: 1 good, 2 not evaluated, 3 suspect, 4 bad, 9 missing (primary level of IODE); some fields share one.
/// </param>
public sealed record InsituField(string Name, string Units, string Quality);
