using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Graticule.Analysis.Graphs.Specs;

/// <summary>Whether a text fits a schema: length, pattern, format, and what its subtype says of it.</summary>
internal static partial class TextCheck
{
    internal static Misfit? Check(string text, ValueSchema schema)
    {
        if (text.Length < schema.MinLength)
        {
            return new(string.Create(CultureInfo.InvariantCulture, $"must have at least {schema.MinLength} characters"));
        }

        if (schema.Pattern is { } pattern && !IsMatch(pattern, text))
        {
            return new($"must match the pattern {pattern}, not be {SchemaNouns.Of(JsonValue.Create(text))}");
        }

        var fits = schema.Format switch
        {
            "date" => IsDate(text),
            "date-time" => IsInstant(text),
            _ => schema.Subtype != "wkt2-definition" || ReferenceSystem().IsMatch(text),
        };
        return fits ? null : new($"must be {SchemaNouns.Of(schema)}, not {SchemaNouns.Of(JsonValue.Create(text))}");
    }

    /// <summary>The instant that a date or a date with a time is; null if the text is neither.</summary>
    internal static DateTimeOffset? Instant(string text) => IsDate(text) || IsInstant(text)
        ? DateTimeOffset.Parse(LeapSecond().Replace(text, ":59"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsInstant(string text) =>
        Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(LeapSecond().Replace(text, ":59"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool IsMatch(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@":60(?=[.Zz+-])", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex LeapSecond();

    /// <summary>Any kind of reference system in WKT, or a code, with or without its authority.</summary>
    [GeneratedRegex(
        @"(?:CRS|PROJCS|GEOGCS|GEOCCS|COMPD_CS|LOCAL_CS)\s*\[|^(\w+:)?\d+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex ReferenceSystem();
}
