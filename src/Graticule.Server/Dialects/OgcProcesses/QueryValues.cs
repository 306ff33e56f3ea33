using System.Globalization;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Query parameters; an empty one counts as absent, as older clients send them.</summary>
internal static class QueryValues
{
    public const int MaxLimit = 10_000;
    private const int DefaultLimit = 10;

    public static string? Text(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;

    /// <summary>All values of a list parameter, repeated or with commas between them.</summary>
    public static IReadOnlyList<string> List(HttpRequest request, string name) =>
        [.. request.Query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Size of a page: 1 to <see cref="MaxLimit"/>; more is cut down to that.</summary>
    public static int Limit(HttpRequest request) => Text(request, "limit") switch
    {
        null => DefaultLimit,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 => (int)Math.Min(limit, MaxLimit),
        _ => throw Errors.InvalidQuery("limit", $"must be a whole number of 1 to {MaxLimit}."),
    };

    public static int Offset(HttpRequest request) => Text(request, "offset") switch
    {
        null => 0,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) => offset,
        _ => throw Errors.InvalidQuery("offset", "must be a whole number, 0 or more."),
    };

    /// <exception cref="OgcException">Neither <c>true</c> nor <c>false</c>.</exception>
    public static bool Flag(HttpRequest request, string name) => request.Query[name] switch
    {
        [] or [null or "" or "false"] => false,
        ["true"] => true,
        _ => throw Errors.InvalidQuery(name, "must be 'true' or 'false'."),
    };

    public static TimeSpan? Seconds(HttpRequest request, string name) => Text(request, name) switch
    {
        null => null,
        var text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e9 => TimeSpan.FromSeconds(seconds),
        _ => throw Errors.InvalidQuery(name, "must be a number of seconds, 0 or more."),
    };
}
