using System.Globalization;

namespace Graticule.Jobs.Processes;

/// <summary>A <c>format</c> of texts that is checked; any other one is an annotation.</summary>
internal sealed record TextFormat(string Name, string Description, Func<string, bool> Accepts)
{
    private static readonly TextFormat[] All =
    [
        new("date-time", "a time with its zone as RFC 3339 has it, such as 2024-05-01T12:00:00Z", IsTime),
        new("date", "a date such as 2024-05-01", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        new("uri", "an absolute URI", text => Uri.TryCreate(text, UriKind.Absolute, out _)),
        new("uri-reference", "a URI, absolute or relative", text => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _)),
        new("uuid", "a UUID", text => Guid.TryParse(text, out _)),
    ];

    public static TextFormat? Find(string name) => Array.Find(All, format => format.Name == name);

    private static bool IsTime(string text) =>
        text.Length >= 20
        && text[10] is 'T' or 't' or ' '
        && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
