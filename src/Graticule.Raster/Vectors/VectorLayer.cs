namespace Graticule.Raster.Vectors;

/// <summary>A layer of a vector file.</summary>
/// <param name="Name">Its name; of GeoJSON, the member <c>name</c>.</param>
/// <param name="Features">Their properties become fields.</param>
public sealed record VectorLayer(string Name, FeatureCollection Features);
