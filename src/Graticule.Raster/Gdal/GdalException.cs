namespace Graticule.Raster.Gdal;

/// <summary>GDAL could not do what it was asked to: the library is missing, the disk is full, a block cannot be decoded.</summary>
public sealed class GdalException(string message) : Exception(message);
