using System.Globalization;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>Values of the query string; parameters that nobody knows are passed over, since clients add some of their own.</summary>
internal static class QueryValues
{
    /// <summary>How many entries a list shall have; null: all of them.</summary>
    /// <exception cref="OpenEoException">It is no number from 1.</exception>
    public static int? Limit(HttpRequest request)
    {
        if (Text(request, "limit") is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1
            ? limit
            : throw Errors.BadRequest($"The parameter 'limit' must be a whole number from 1, not '{text}'.");
    }

    /// <summary>A whole number from 0; 0 without one.</summary>
    public static int Offset(HttpRequest request, string name)
    {
        if (Text(request, name) is not { } text)
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw Errors.BadRequest($"The parameter '{name}' must be a whole number from 0, not '{text}'.");
    }

    public static string? Text(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;
}
