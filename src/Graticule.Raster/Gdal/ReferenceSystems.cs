using System.Collections.Concurrent;

namespace Graticule.Raster.Gdal;

/// <summary>Questions about coordinate reference systems by name (<c>EPSG:32632</c>) or WKT.</summary>
public static class ReferenceSystems
{
    /// <summary>Longitude and latitude on WGS 84.</summary>
    public const string LongitudeLatitude = "EPSG:4326";

    private static readonly ConcurrentDictionary<(string, string), bool> Same = [];

    /// <summary>Whether PROJ knows it.</summary>
    public static bool IsKnown(string definition)
    {
        using var reference = CoordinateReference.Find(definition);
        return reference is not null;
    }

    /// <summary>Whether x and y are angles; false of one that is not known.</summary>
    public static bool IsGeographic(string definition)
    {
        using var reference = CoordinateReference.Find(definition);
        return reference is { IsGeographic: true };
    }

    /// <summary>The name that an authority gave it, else the definition as it is.</summary>
    public static string Name(string definition)
    {
        using var reference = CoordinateReference.Find(definition);
        return reference?.Name() ?? definition;
    }

    /// <summary>Whether both are the same, with x first; one that is not known (null) is taken for the other.</summary>
    /// <exception cref="GdalException">One of them is unknown to PROJ.</exception>
    public static bool AreSame(string? a, string? b) =>
        a is null || b is null || string.Equals(a, b, StringComparison.OrdinalIgnoreCase) || Same.GetOrAdd((a, b), static pair => Compare(pair.Item1, pair.Item2));

    /// <summary>Opens one.</summary>
    /// <exception cref="GdalException">It is unknown to PROJ.</exception>
    internal static CoordinateReference Open(string definition) => CoordinateReference.Find(definition)
        ?? throw new GdalException($"The coordinate reference system '{(definition.Length > 60 ? definition[..60] + "…" : definition)}' is not known; give EPSG:32632, for instance, or WKT.");

    private static bool Compare(string a, string b)
    {
        using var one = Open(a);
        using var other = Open(b);
        return one.IsSameAs(other);
    }
}
