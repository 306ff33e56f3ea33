namespace Graticule.Raster.Expressions;

/// <summary>Names that other band calculators have and this language does not, and what to write instead.</summary>
internal static class Advice
{
    private static readonly Dictionary<string, string> Instead = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pow"] = "a power is written x^y.",
        ["floor"] = "rounding down is written rint(x - 0.5).",
        ["ceil"] = "rounding up is written -rint(-x - 0.5).",
        ["round"] = "rounding to the nearest whole number is written rint(x).",
        ["mod"] = "a remainder is written x - y * rint(x / y - 0.5).",
        ["not"] = "'not x' is written x == 0.",
        ["if"] = "a condition is written a > b ? 1 : 0.",
        ["where"] = "a condition is written a > b ? 1 : 0.",
        ["true"] = "truth is written 1.",
        ["false"] = "falsehood is written 0.",
        ["nan"] = "NaN is written 0/0.",
        ["mean"] = "the mean of several values is written avg(x, y).",
    };

    /// <summary>A sentence about the name, or null if nothing special is known about it.</summary>
    internal static string? For(string name)
    {
        if (Instead.TryGetValue(name, out var advice))
        {
            return advice;
        }

        var lower = name.ToLowerInvariant();
        return lower != name && Vocabulary.Functions.Any(f => f.Name == lower) ? $"functions are written in small letters: {lower}." : null;
    }
}
