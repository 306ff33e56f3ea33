namespace Graticule.Raster.Vectors;

/// <summary>A document is not GeoJSON.</summary>
/// <param name="place">JSON path of what is wrong, such as <c>$.features[3].geometry</c>.</param>
/// <param name="fault">What is wrong and what would be right.</param>
public sealed class GeoJsonException(string place, string fault) : Exception($"{fault} (at {place})")
{
    public string Place { get; } = place;

    /// <summary>The same fault, its place seen from further outside: paths are made only where something is wrong.</summary>
    internal GeoJsonException Within(string outer) => new(outer + Place, fault);
}
