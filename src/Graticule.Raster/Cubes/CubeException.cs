namespace Graticule.Raster.Cubes;

/// <summary>Cells of a cube cannot be computed; the message says why and what would help.</summary>
public class CubeException(string message) : Exception(message);
