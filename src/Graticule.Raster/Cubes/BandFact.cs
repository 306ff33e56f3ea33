namespace Graticule.Raster.Cubes;

/// <summary>What is known of a band besides its label.</summary>
/// <param name="Name">Its label where it was loaded.</param>
/// <param name="CommonName">Name that sensors share, such as <c>red</c> or <c>nir</c>.</param>
/// <param name="Wavelength">Centre, in micrometres.</param>
/// <param name="Width">Full width at half maximum, in micrometres.</param>
public sealed record BandFact(string Name, string? CommonName = null, double? Wavelength = null, double? Width = null);
