using Graticule.Raster.Pixels;

namespace Graticule.Raster.Catalog;

/// <summary>STAC's names of the types of samples.</summary>
internal static class SampleTypes
{
    internal static string NameOf(PixelType type) => type.ToString().ToLowerInvariant();

    /// <summary>Null if there is none of that name.</summary>
    internal static PixelType? Find(string? name) =>
        name is not null && Enum.TryParse<PixelType>(name, ignoreCase: true, out var type) && Enum.IsDefined(type) ? type : null;
}
