using System.Globalization;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>
/// Where a page begins: at a time, after so many of the observations of that time. In links it is <c>markerTime</c> and <c>markerPlatform</c>,
/// the latter the code of the platform of the last observation, a tilde, and the number.
/// </summary>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="Given">Observations of that time on the pages before.</param>
internal readonly record struct InsituMarker(long Time, int Given)
{
    private const char Separator = '~';

    /// <summary>Null: the request is for the first page.</summary>
    /// <exception cref="InsituException">It is none that a link gave.</exception>
    public static InsituMarker? Read(InsituArguments arguments)
    {
        if (InsituQuery.Moment(arguments, InsituArguments.MarkerTime) is not { } time)
        {
            return null;
        }

        if (arguments.Text(InsituArguments.MarkerPlatform) is not { } text)
        {
            return new(time, 0);
        }

        return int.TryParse(text[(text.LastIndexOf(Separator) + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && text.Contains(Separator, StringComparison.Ordinal)
            ? new(time, given)
            : throw InsituException.Of($"'{InsituArguments.MarkerPlatform}' must be as the 'next' link of a page has it, not '{text}'.");
    }

    public string Text(string platformCode) => string.Create(CultureInfo.InvariantCulture, $"{platformCode}{Separator}{Given}");
}
