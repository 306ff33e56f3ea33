using System.Collections.Concurrent;

namespace Graticule.Raster.Gdal;

/// <summary>Facts of coordinate reference systems by name or WKT, remembered: PROJ takes milliseconds to look one up. Safe from any thread.</summary>
internal static class ReferenceSystems
{
    private const int MostKept = 4096;

    private static readonly ConcurrentDictionary<(string, string), bool> Same = [];
    private static readonly ConcurrentDictionary<string, string?> Names = new(StringComparer.Ordinal);

    /// <summary>Whether two definitions mean the same system. What is not known is the same as nothing but itself.</summary>
    internal static bool AreSame(string? a, string? b)
    {
        if (a is null || b is null || a == b)
        {
            return a == b;
        }

        if (!Same.TryGetValue((a, b), out var same))
        {
            using var first = CoordinateReference.Find(a);
            using var second = CoordinateReference.Find(b);
            same = first is not null && second is not null && first.IsSameAs(second);
            Keep(Same, (a, b), same);
        }

        return same;
    }

    /// <summary>The name that an authority gave, such as <c>EPSG:32632</c>, or the definition itself; null for nothing.</summary>
    internal static string? NameOf(string? definition)
    {
        if (string.IsNullOrEmpty(definition))
        {
            return null;
        }

        if (!Names.TryGetValue(definition, out var name))
        {
            using var reference = CoordinateReference.Find(definition);
            name = reference?.Name() ?? definition;
            Keep(Names, definition, name);
        }

        return name;
    }

    private static void Keep<TKey, TValue>(ConcurrentDictionary<TKey, TValue> kept, TKey key, TValue value)
        where TKey : notnull
    {
        if (kept.Count < MostKept)
        {
            kept.TryAdd(key, value);
        }
    }
}
