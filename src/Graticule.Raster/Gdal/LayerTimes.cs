namespace Graticule.Raster.Gdal;

/// <summary>The times of a layer: its bands come once for each of them, all bands of the first time before those of the second.</summary>
/// <param name="Name">What the layer calls the direction.</param>
/// <param name="Labels">In order; at least one.</param>
public sealed record LayerTimes(string Name, IReadOnlyList<string> Labels);
