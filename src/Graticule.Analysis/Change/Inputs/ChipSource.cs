using System.Globalization;
using Graticule.Jobs;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>What an address of chips asks for.</summary>
/// <param name="Service">Where chips are asked for, without its query; null: the registered files.</param>
/// <param name="Ubids">The layers that are named; empty: the usual ones.</param>
/// <param name="From">First day.</param>
/// <param name="To">The first day that is not asked for any more; null: all that there are.</param>
/// <param name="Region">Of registered files, where they are of more than one: <c>cu</c>, <c>ak</c> or <c>hi</c>; null: whichever has the chip.</param>
public sealed record ChipSource(Uri? Service, IReadOnlyList<string> Ubids, DateOnly From, DateOnly? To, string? Region = null)
{
    private const int UbidLimit = 200;

    /// <summary>Reads an address.</summary>
    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static ChipSource Parse(string text)
    {
        var isOwn = text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal);
        if (!Uri.TryCreate(isOwn ? $"{Uri.UriSchemeHttps}://own{text}" : text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw Fault($"'{Short(text)}' is no address of chips; write one such as http://host/chips?ubid=LC08_SRB2&acquired=1982-01-01/2018-01-01, or /lcmap/chips for the files of this server.");
        }

        var query = Query(address);
        var ubids = query.Where(item => item.Name == "ubid").SelectMany(item => item.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal).ToArray();
        if (ubids.Length > UbidLimit)
        {
            throw Fault($"{ubids.Length} ubids are named; name at most {UbidLimit}.");
        }

        var (from, to) = Interval(Last("acquired"));
        return new(isOwn ? null : new UriBuilder(address) { Query = "", Fragment = "" }.Uri, ubids, from, to, Last("region"));

        string? Last(string name) => query.Where(item => item.Name == name).Select(item => item.Value).LastOrDefault();
    }

    /// <summary>Reads <c>start/end</c> in days or times of ISO 8601; the end is not in it.</summary>
    /// <param name="acquired">Null: all times.</param>
    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static (DateOnly From, DateOnly? To) Interval(string? acquired)
    {
        if (acquired is null)
        {
            return (DateOnly.MinValue, null);
        }

        return acquired.Split('/') is [var start, var end] && Day(start) is { } from && Day(end) is { } to
            ? (from, to)
            : throw Fault($"acquired '{Short(acquired)}' is no interval; write two days with a slash between them, such as 1982-01-01/2018-01-01.");
    }

    /// <summary>
    /// Looks are at midnight, so that an edge within a day stands for the next one, at the start as at the end.
    /// </summary>
    private static DateOnly? Day(string text)
    {
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0 ? new(year, 1, 1) : null;
        }

        var date = DateOnly.FromDateTime(time.UtcDateTime);
        return time.TimeOfDay > TimeSpan.Zero && date < DateOnly.MaxValue ? date.AddDays(1) : date;
    }

    private static (string Name, string Value)[] Query(Uri address) =>
    [
        .. address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1].Replace('+', ' ')) : "")),
    ];

    private static string Short(string text) => text.Length > 200 ? text[..200] + "…" : text;

    private static ProblemException Fault(string message) => new(ProblemKind.InvalidInput, message, "source");
}
