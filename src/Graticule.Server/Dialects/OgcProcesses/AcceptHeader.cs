using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// What an <c>Accept</c> header admits (RFC 9110 12.5.1), read with tolerance: <c>/*</c> and <c>*</c> mean <c>*/*</c>, several headers are
/// one list, and what cannot be read is left out.
/// </summary>
internal readonly struct AcceptHeader(StringValues header)
{
    /// <summary>Whether every type is as good as any other.</summary>
    public bool IsAnything => StringValues.IsNullOrEmpty(header) || (header.Count == 1 && IsWildcard(header[0]));

    /// <summary>Weight of a media type, 0 to 1; 0: not accepted. Parameters of the type are not compared.</summary>
    public double Weigh(string mediaType)
    {
        if (IsAnything)
        {
            return 1;
        }

        var wanted = Essence(mediaType);
        var (weight, rank) = (0.0, 0);
        foreach (var line in header)
        {
            foreach (var part in line.AsSpan().Split(','))
            {
                var range = line.AsSpan(part);
                var found = Rank(Essence(range), wanted);
                if (found > rank)
                {
                    (weight, rank) = (Quality(range), found);
                }
            }
        }

        return weight;
    }

    /// <summary>The media type of the greatest weight, the first of equals; null when none is accepted.</summary>
    public string? Best(params ReadOnlySpan<string> mediaTypes)
    {
        var (best, weight) = (default(string), 0.0);
        foreach (var mediaType in mediaTypes)
        {
            var found = Weigh(mediaType);
            if (found > weight)
            {
                (best, weight) = (mediaType, found);
            }
        }

        return best;
    }

    /// <summary>A media type without its parameters.</summary>
    public static ReadOnlySpan<char> Essence(ReadOnlySpan<char> mediaType)
    {
        var end = mediaType.IndexOf(';');
        return (end < 0 ? mediaType : mediaType[..end]).Trim();
    }

    /// <summary>How exactly a range names a type: 3 by name, 2 by its family, 1 with everything else, 0 not at all.</summary>
    private static int Rank(ReadOnlySpan<char> range, ReadOnlySpan<char> wanted)
    {
        if (range.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            return 3;
        }

        if (IsWildcard(range))
        {
            return 1;
        }

        return range.EndsWith("/*") && wanted.StartsWith(range[..^1], StringComparison.OrdinalIgnoreCase) ? 2 : 0;
    }

    private static bool IsWildcard(ReadOnlySpan<char> range) => range is "*/*" or "/*" or "*" or "";

    private static double Quality(ReadOnlySpan<char> range)
    {
        foreach (var part in range.Split(';'))
        {
            var parameter = range[part].Trim();
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality))
            {
                return Math.Clamp(quality, 0, 1);
            }
        }

        return 1;
    }
}
