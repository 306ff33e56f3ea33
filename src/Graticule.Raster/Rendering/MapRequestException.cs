namespace Graticule.Raster.Rendering;

/// <summary>A request for a map, a value or a coverage that cannot be served.</summary>
/// <param name="part">Name of the member of the request that is at fault.</param>
/// <param name="message">What is wrong and what would be right.</param>
/// <param name="cause">What brought it up.</param>
public sealed class MapRequestException(string part, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Part { get; } = part;
}
