namespace Graticule.Raster.Vectors;

/// <summary>A document is not GeoJSON.</summary>
/// <param name="place">JSON path of what is wrong, such as <c>$.features[3].geometry</c>.</param>
/// <param name="message">What is wrong and what would be right.</param>
public sealed class GeoJsonException(string place, string message) : Exception($"{message} (at {place})")
{
    public string Place { get; } = place;
}
