using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Names of styles as clients write them.</summary>
internal static class Styles
{
    /// <summary>The style that the file itself suggests.</summary>
    public const string Default = MapStyles.Default;

    public static IReadOnlyList<string> Names { get; } = [.. MapStyles.All.Select(style => style.Name)];

    /// <summary>The renderer's word for a style; null is its default. Adds a fault for a name that is none.</summary>
    /// <param name="query">Where faults go.</param>
    /// <param name="parameter">Name of the parameter that the style is given by.</param>
    /// <param name="name">As the caller wrote it; null or empty: none.</param>
    public static string? Find(MapQuery query, string parameter, string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Equals(Default, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var known in Names)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        query.Add("StyleNotDefined", $"There is no style '{MapQuery.Short(name)}'; there are: {string.Join(", ", Names)}.", parameter);
        return null;
    }
}
