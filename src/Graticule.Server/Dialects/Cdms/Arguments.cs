using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>
/// The parameters of a request, by the rules of the original for what is no value of its kind: a text that does not begin with a number stands
/// for none. Of several values the last holds, without blanks around it; unknown names are passed over.
/// </summary>
internal sealed partial class Arguments
{
    private static readonly string[] True = ["true", "1", "t", "y", "yes", "True", "T", "Y", "Yes"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    /// <exception cref="CdmsException">400: the body is no form that can be read.</exception>
    public static async Task<Arguments> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var read = new Arguments();
        read.Add(request.Query.Select(parameter => (parameter.Key, parameter.Value)));
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            try
            {
                read.Add((await request.ReadFormAsync(cancellationToken)).Select(parameter => (parameter.Key, parameter.Value)));
            }
            catch (InvalidDataException exception)
            {
                throw Errors.BadRequest($"The body is no form that can be read: {exception.Message}");
            }
        }

        return read;
    }

    /// <summary>Null when it is missing or blank.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>A list with commas between; empty when it is missing.</summary>
    public IReadOnlyList<string> List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>One of a few words says yes, whatever else is there says no.</summary>
    public bool Boolean(string name, bool otherwise) => Text(name) is { } text ? True.Contains(text, StringComparer.Ordinal) : otherwise;

    /// <exception cref="CdmsException">400: it begins with a number and is none, or is no whole one.</exception>
    public int Integer(string name, int otherwise)
    {
        if (Number(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Errors.BadRequest($"'{name}' must be a whole number, such as 86400, not '{text}'");
    }

    /// <exception cref="CdmsException">400: it begins with a number and is none.</exception>
    public double? Decimal(string name)
    {
        if (Number(name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Errors.BadRequest($"'{name}' must be a number, such as 1000.0, not '{text}'");
    }

    /// <summary>Seconds since 1970, also of <c>YYYY-MM-DDTHH:MM:SSZ</c>; null when it is neither, or missing.</summary>
    public long? Moment(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, "yyyy-M-d'T'H:m:s'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return (long)(time - DateTime.UnixEpoch).TotalSeconds;
        }

        return BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds >= Earliest && seconds <= Latest
            ? (long)seconds
            : null;
    }

    /// <summary>
    /// West, south, east, north. A west beyond the east goes across the antimeridian, as does an east beyond 180; latitudes may stand either way
    /// round and beyond the poles. Null when it is missing or has not four numbers.
    /// </summary>
    public LonLatBox? Box(string name) => Text(name) is { } text ? ReadBox(text) : null;

    /// <summary>As <see cref="Box"/> reads it.</summary>
    public static LonLatBox? ReadBox(string text)
    {
        var parts = text.Split(',');
        var edges = new double[4];
        if (parts.Length != edges.Length)
        {
            return null;
        }

        for (var edge = 0; edge < edges.Length; edge++)
        {
            if (!double.TryParse(parts[edge], NumberStyles.Float, CultureInfo.InvariantCulture, out edges[edge]) || !(Math.Abs(edges[edge]) <= 720))
            {
                return null;
            }
        }

        var (south, north) = (Math.Min(edges[1], edges[3]), Math.Max(edges[1], edges[3]));
        var (west, east) = edges[2] - edges[0] >= 360 ? (-180, 180) : (Turned(edges[0]), Turned(edges[2]));
        return new(west, Math.Clamp(south, -90, 90), east, Math.Clamp(north, -90, 90));
    }

    private static long Earliest { get; } = DateTimeOffset.MinValue.ToUnixTimeSeconds();

    private static long Latest { get; } = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private static double Turned(double longitude) => longitude switch
    {
        > 180 => longitude - (360 * Math.Ceiling((longitude - 180) / 360)),
        < -180 => longitude + (360 * Math.Ceiling((-180 - longitude) / 360)),
        _ => longitude,
    };

    private void Add(IEnumerable<(string Name, Microsoft.Extensions.Primitives.StringValues Values)> parameters)
    {
        foreach (var (name, values) in parameters)
        {
            if (values.Count > 0)
            {
                _values[name] = values[^1]?.Trim() ?? "";
            }
        }
    }

    /// <summary>The text where a number begins it.</summary>
    private string? Number(string name) => Text(name) is { } text && NumberStart().IsMatch(text) ? text : null;

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberStart();
}
