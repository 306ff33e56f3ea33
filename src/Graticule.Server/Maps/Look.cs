using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>What is drawn how, whatever its place: time, format, style, and the vendor parameters <c>bands</c> and <c>range</c>.</summary>
internal readonly record struct Look(
    string MediaType, string? Style, string[]? Bands, string? Time, (double Min, double Max)? Range, bool IsTransparent, int Background)
{
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";

    private const int MostBands = 3;
    private const int White = 0xFFFFFF;

    /// <summary>Media types that clients may ask for. The modes of PNG are other servers' words; all are the same here.</summary>
    public static IReadOnlyList<string> Formats { get; } = [Png, Jpeg, "image/png; mode=8bit", "image/png; mode=fast"];

    /// <summary>Reads <c>bands</c> and <c>range</c>.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="mediaType">As <see cref="Format"/> gives it.</param>
    /// <param name="style">As <see cref="Styles.Find"/> gives it.</param>
    /// <param name="isTransparent">Whether pixels without a value are transparent.</param>
    /// <param name="background">0xRRGGBB.</param>
    public static Look Read(MapQuery query, string mediaType, string? style, bool isTransparent, int background = White) =>
        new(mediaType, style, ReadBands(query), query.Time, ReadRange(query), isTransparent && mediaType == Png, background);

    /// <summary>The media type that is meant; null for one that pictures are not made in.</summary>
    public static string? Format(string text)
    {
        if (text is Png or Jpeg)
        {
            return text;
        }

        var end = text.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Trim().ToLowerInvariant() switch
        {
            Png or "image/png8" => Png,
            Jpeg or "image/jpg" => Jpeg,
            _ => null,
        };
    }

    /// <summary>A colour as <c>0xRRGGBB</c> or <c>#RRGGBB</c>; white when the parameter is missing.</summary>
    public static int ReadColour(MapQuery query, string name)
    {
        if (query.Text(name) is not { } text)
        {
            return White;
        }

        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text.AsSpan().TrimStart('#');
        if (digits.Length == 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var colour))
        {
            return colour;
        }

        query.Add("InvalidParameterValue", $"The parameter '{name}' is '{MapQuery.Short(text)}'; it must be a colour such as 0xFF8800.", name);
        return White;
    }

    public MapRequest Ask(MapSource source, string? crs, Box box, int width, int height) => new()
    {
        Path = source.Path,
        Crs = crs,
        Box = box,
        Width = width,
        Height = height,
        MediaType = MediaType,
        Style = Style,
        Bands = Bands,
        Time = Time,
        Range = Range,
        IsTransparent = IsTransparent,
        Background = Background,
    };

    private static string[]? ReadBands(MapQuery query)
    {
        if (query.Text("bands") is not { } text)
        {
            return null;
        }

        var bands = text.Split(',', StringSplitOptions.TrimEntries);
        if (bands.Length is 1 or MostBands && Array.TrueForAll(bands, CanBeBand))
        {
            return bands;
        }

        query.Add("InvalidParameterValue", $"The parameter 'bands' is '{MapQuery.Short(text)}'; it must be one band by its number or name, or three for red, green and blue, such as 4,3,2.", "bands");
        return null;
    }

    /// <summary>A name, or a number from 1.</summary>
    private static bool CanBeBand(string band) =>
        band.Length > 0 && (!double.TryParse(band, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || (double.IsInteger(number) && number >= 1));

    private static (double Min, double Max)? ReadRange(MapQuery query)
    {
        if (query.Text("range") is not { } text)
        {
            return null;
        }

        Span<double> ends = stackalloc double[2];
        if (MapQuery.TryNumbers(text, ends) && ends[0] < ends[1])
        {
            return (ends[0], ends[1]);
        }

        query.Add("InvalidParameterValue", $"The parameter 'range' is '{MapQuery.Short(text)}'; it must be two numbers, the smaller first, such as 0,3000.", "range");
        return null;
    }
}
