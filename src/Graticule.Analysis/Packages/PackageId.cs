namespace Graticule.Analysis.Packages;

/// <summary>Ids that processes may be deployed under: they stand in addresses, in lists with commas, and in names of files.</summary>
internal static class PackageId
{
    public const int MaxLength = 128;

    private const string Forbidden = ",;/\\?#%<>\"'`|*:&={}[]^";

    /// <summary>Null when the id may be used; else a sentence that says why not.</summary>
    public static string? Complain(string id)
    {
        if (id.Length is 0 or > MaxLength)
        {
            return $"The id has {id.Length} characters; it must have 1 to {MaxLength}.";
        }

        if (id is "." or "..")
        {
            return $"The id '{id}' is a place in a path; choose a name.";
        }

        var wrong = id.FirstOrDefault(sign => char.IsControl(sign) || char.IsWhiteSpace(sign) || Forbidden.Contains(sign, StringComparison.Ordinal));
        if (wrong != default || id.Contains('\0', StringComparison.Ordinal))
        {
            return $"The id has the character U+{(int)wrong:X4}; use letters, digits, '-', '_' and '.'.";
        }

        // Servers that pass ids through templates read these as marks of their own.
        return id.Contains("$q$", StringComparison.Ordinal) || id.Contains("$$", StringComparison.Ordinal)
            ? $"The id '{id}' has '$q$' or '$$' in it, which no id may have."
            : null;
    }
}
