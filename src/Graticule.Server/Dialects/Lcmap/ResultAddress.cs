using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>What a path below <c>/results</c> names: an algorithm, whose name may have slashes, and a point or a word.</summary>
/// <param name="Algorithm">Its name.</param>
/// <param name="Word">The last part, such as <c>chip</c>; null where the path names a point.</param>
/// <param name="X">Of the point, in metres.</param>
/// <param name="Y">Of the point, in metres.</param>
internal sealed partial record ResultAddress(string Algorithm, string? Word, int X, int Y)
{
    /// <summary>Coordinates beyond this are of no place on Earth, in metres.</summary>
    private const int Farthest = 100_000_000;

    /// <exception cref="LcmapException">It names nothing.</exception>
    public static ResultAddress Read(string path)
    {
        var parts = PathTexts.Decode(path).Split('/');
        return parts is [_, _, ..] && parts[^1] is "chip" or "tile" ? new(Name(parts[..^1]), parts[^1], 0, 0)
            : parts is [_, _, _, ..] && Number().IsMatch(parts[^1]) && Number().IsMatch(parts[^2]) ? new(Name(parts[..^2]), null, Coordinate("x", parts[^2]), Coordinate("y", parts[^1]))
            : throw Errors.NotFound("There are results at /results/ALGORITHM/X/Y, /results/ALGORITHM/chip?x=X&y=Y and /results/ALGORITHM/tile?x=X&y=Y, X and Y in whole metres.");
    }

    /// <summary>A coordinate of the query.</summary>
    /// <exception cref="LcmapException">It is missing, or no whole number of metres.</exception>
    public static int Coordinate(HttpRequest request, string name) =>
        request.Query[name] is [{ Length: > 0 } text] ? Coordinate(name, text) : throw Errors.BadRequest($"'{name}' must be there once, in whole metres, such as ?x=-585&y=2805.");

    private static int Coordinate(string name, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is >= -Farthest and <= Farthest
            ? value
            : throw Errors.BadRequest($"'{name}' is '{text}'; it must be a whole number of metres from {-Farthest} to {Farthest}.");

    private static string Name(string[] parts) => string.Join('/', parts) is { Length: > 0 } name ? name : throw Errors.NotFound("An algorithm is named before the point.");

    [GeneratedRegex(@"^[0-9-]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
