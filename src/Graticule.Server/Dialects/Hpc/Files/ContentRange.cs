using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>Which bytes of a file a request has (RFC 9110, 14.4).</summary>
/// <param name="First">Position of the first; 0 where there are none.</param>
/// <param name="Last">Of the last; null: there are none, the client asks how far it is.</param>
/// <param name="Length">Of the whole; null: not known yet.</param>
internal sealed partial record ContentRange(long First, long? Last, long? Length)
{
    /// <exception cref="HpcException">400: it is none.</exception>
    public static ContentRange Read(string text)
    {
        if (Form().Match(text) is { Success: true, Groups: var found } && TryNumber(found["first"], out var first) && TryNumber(found["last"], out var last) && TryNumber(found["length"], out var length)
            && (first is null || (first <= last && (length is null || last < length))))
        {
            return new(first ?? 0, last, length);
        }

        throw HpcErrors.Field("/Content-Range", "Expected 'bytes FIRST-LAST/LENGTH' with FIRST <= LAST < LENGTH, a '*' for a length that is not known yet, or 'bytes */LENGTH' to ask how far the upload is.");
    }

    private static bool TryNumber(Group group, out long? number)
    {
        number = null;
        if (!group.Success)
        {
            return true;
        }

        var isNumber = long.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        number = value;
        return isNumber;
    }

    [GeneratedRegex(@"^bytes (\*|(?<first>\d+)-(?<last>\d+))/(\*|(?<length>\d+))\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
