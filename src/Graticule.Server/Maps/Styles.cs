namespace Graticule.Server.Maps;

/// <summary>Names of styles as clients write them.</summary>
internal static class Styles
{
    /// <summary>The style that the file itself suggests.</summary>
    public const string Default = "default";

    public static IReadOnlyList<string> Names { get; } = [Default, "grey", "viridis"];

    /// <summary>The renderer's word for a style; null is its default. Adds a fault for a name that is none.</summary>
    public static string? Find(MapQuery query, string parameter)
    {
        if (query.Text(parameter) is not { } name || name.Equals(Default, StringComparison.OrdinalIgnoreCase))
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
