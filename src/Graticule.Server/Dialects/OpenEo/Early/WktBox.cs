using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>The box around a geometry in longitude and latitude, degrees, as the query of products gives one.</summary>
internal sealed partial record WktBox(double West, double South, double East, double North)
{
    private const int LongestText = 100_000;

    /// <summary>Reads well-known text of any simple geometry, with or without heights; SRID and EMPTY are not taken.</summary>
    /// <exception cref="OpenEoException">It is none.</exception>
    public static WktBox Read(string text)
    {
        var form = text.Length <= LongestText ? Form().Match(text) : Match.Empty;
        if (!form.Success)
        {
            throw Invalid(text);
        }

        var (west, south, east, north) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        foreach (var pair in form.Groups["body"].Value.Split([',', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var numbers = pair.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (numbers.Length is < 2 or > 4 || !TryRead(numbers[0], out var x) || !TryRead(numbers[1], out var y))
            {
                throw Invalid(text);
            }

            (west, south, east, north) = (Math.Min(west, x), Math.Min(south, y), Math.Max(east, x), Math.Max(north, y));
        }

        return west <= east ? new(west, south, east, north) : throw Invalid(text);
    }

    /// <param name="box">West, south, east, north. A west east of east crosses the antimeridian.</param>
    public bool Touches(IReadOnlyList<double> box) =>
        South <= box[3] && North >= box[1] && (box[0] <= box[2] ? West <= box[2] && East >= box[0] : West <= box[2] || East >= box[0]);

    private static bool TryRead(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static OpenEoException Invalid(string text) => Errors.BadRequest(
        $"The parameter 'qgeom' must be a geometry as well-known text in longitude and latitude, such as POLYGON((16 47,17 47,17 48,16 47)), not '{text[..Math.Min(text.Length, 100)]}'.");

    [GeneratedRegex(
        @"^\s*(MULTI)?(POINT|LINESTRING|POLYGON)\s*(Z|M|ZM)?\s*(?<body>\([-+0-9.eE,()\s]+\))\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
