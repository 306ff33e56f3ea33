using System.Text;
using Graticule.Jobs;

namespace Graticule.Analysis.Batch.Staging;

/// <summary>Names that come from files and from callers, as paths that stay in the folder they are meant for.</summary>
internal static class SafePath
{
    private const int LongestPart = 255;
    private const int LongestPath = 3000;

    /// <summary>The path with <c>/</c> between its parts; empty for the folder itself.</summary>
    /// <exception cref="ProblemException">InvalidInput: it is absolute, leads upwards, or is no name.</exception>
    public static string Of(string name)
    {
        List<string> parts = [];
        if (name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])))
        {
            throw Refused(name, "is absolute; names must be relative to the work folder");
        }

        foreach (var part in name.Replace('\\', '/').Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case "..":
                    throw Refused(name, "leads out of the work folder");
                case var _ when part.Any(char.IsControl) || Encoding.UTF8.GetByteCount(part) > LongestPart:
                    throw Refused(name, "has control characters or a part longer than 255 bytes");
                default:
                    parts.Add(part);
                    break;
            }
        }

        var path = string.Join('/', parts);
        return path.Length <= LongestPath ? path : throw Refused(name[..100] + "…", "is too long");
    }

    private static ProblemException Refused(string name, string why) => new(ProblemKind.InvalidInput, $"The name '{Printable(name)}' {why}.", name);

    private static string Printable(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
}
