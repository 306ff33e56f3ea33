using System.Globalization;

namespace Graticule.Server.Sending;

/// <summary>Bytes of a representation, as RFC 9110 counts them.</summary>
/// <param name="First">Position of the first.</param>
/// <param name="Last">Position of the last.</param>
internal readonly record struct ByteRange(long First, long Last)
{
    /// <summary>More are taken for an attack.</summary>
    private const int MostRanges = 100;

    private const string Unit = "bytes=";

    public long Length => Last - First + 1;

    /// <summary>
    /// What a <c>Range</c> header asks for, in its order. Null: the header says nothing that could be answered in part, and the whole is to be
    /// sent. Empty: nothing that it names exists. An end behind the last byte is the last byte.
    /// </summary>
    /// <param name="header">Its value.</param>
    /// <param name="length">Of the representation.</param>
    public static IReadOnlyList<ByteRange>? Read(string? header, long length)
    {
        // Of nothing there are no parts; clients that ask for some are content with the nothing.
        if (header is null || length == 0 || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var ranges = new List<ByteRange>();
        var words = header[Unit.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > MostRanges)
        {
            return null;
        }

        foreach (var word in words)
        {
            if (!TryRead(word, length, out var range))
            {
                return null;
            }

            if (range is { } known)
            {
                ranges.Add(known);
            }
        }

        // Overlapping parts of large files would multiply what one request costs.
        return ranges.Sum(range => (double)range.Length) > length ? ranges is [_] ? ranges : null : ranges;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"bytes {First}-{Last}");

    /// <summary>False where the text is no range; null where it names no byte that exists.</summary>
    private static bool TryRead(string word, long length, out ByteRange? range)
    {
        range = null;
        var dash = word.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
        {
            return false;
        }

        var (from, to) = (word[..dash].TrimEnd(), word[(dash + 1)..].TrimStart());
        if (from.Length == 0)
        {
            if (!TryRead(to, out var suffix))
            {
                return false;
            }

            range = suffix == 0 ? null : new(Math.Max(0, length - suffix), length - 1);
            return true;
        }

        var last = long.MaxValue;
        if (!TryRead(from, out var first) || (to.Length > 0 && !TryRead(to, out last)) || last < first)
        {
            return false;
        }

        range = first >= length ? null : new(first, Math.Min(last, length - 1));
        return true;
    }

    /// <summary>Digits only; what is too long for a number is the largest.</summary>
    private static bool TryRead(string digits, out long value)
    {
        value = long.MaxValue;
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            value = long.MaxValue;
        }

        return true;
    }
}
