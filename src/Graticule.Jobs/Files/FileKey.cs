using System.Text;

namespace Graticule.Jobs.Files;

/// <summary>Which keys a file store takes: such as can be paths on any file system and never lead out of a folder.</summary>
internal static class FileKey
{
    private const int MaxKeyBytes = 1024;
    private const int MaxSegmentBytes = 255;

    /// <exception cref="ProblemException">InvalidInput, saying what is wrong with the key.</exception>
    public static void Check(string key)
    {
        if (FindFault(key) is { } fault)
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"'{Printable(key)}' cannot be the name of a file: {fault}.", Printable(key));
        }
    }

    private static string? FindFault(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > MaxKeyBytes)
        {
            return $"it is longer than {MaxKeyBytes} bytes";
        }

        foreach (var segment in key.Split('/'))
        {
            var fault = segment switch
            {
                "" => "it begins or ends with '/', has '//' in it, or is empty",
                "." or ".." => "it has a segment '.' or '..'",
                _ when segment.AsSpan().ContainsAny('\\', ':') => "it has '\\' or ':' in it",
                _ when segment.Any(IsUnfit) => "it has a control character in it",
                _ when Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes => $"a segment is longer than {MaxSegmentBytes} bytes",
                _ => null,
            };
            if (fault is not null)
            {
                return fault;
            }
        }

        return IsWellFormed(key) ? null : "it has half of a character in it";
    }

    private static bool IsUnfit(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    private static bool IsWellFormed(string key)
    {
        foreach (var rune in key.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }

    private static string Printable(string key) =>
        string.Concat(key.Take(100).Select(character => IsUnfit(character) || char.IsSurrogate(character) ? '?' : character));
}
