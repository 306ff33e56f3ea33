using System.Text;

namespace Graticule.Jobs.Files.Library;

/// <summary>Names of files as clients send them. A name is never a path on this machine, but clients make files of it on theirs.</summary>
public static class WireNames
{
    private const int LongestName = 255;

    /// <summary>
    /// What is behind the last slash or backslash, without control characters and halves of characters; shortened to 255 bytes of UTF-8, at the
    /// end of a character.
    /// </summary>
    /// <exception cref="ProblemException">InvalidInput: nothing is left, or <c>.</c> or <c>..</c>.</exception>
    public static string BaseName(string name)
    {
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in name[(name.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar || rune.Value is 0x2028 or 0x2029)
            {
                continue;
            }

            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestName)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        var result = kept.ToString().Trim();
        return result is "" or "." or ".."
            ? throw new ProblemException(ProblemKind.InvalidInput, "This is no name of a file; send one such as 'input.dat'.", "name")
            : result;
    }
}
