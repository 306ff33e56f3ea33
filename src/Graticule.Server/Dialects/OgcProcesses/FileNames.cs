using System.Text.RegularExpressions;
using Graticule.Jobs.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Names of uploaded files, and the keys they are stored under.</summary>
internal static partial class FileNames
{
    public const string Rule = "letters, digits, '.', '_' and '-', not beginning with a dot, at most 128 characters";

    public static string Prefix(Caller caller) => $"uploads/{Folder(caller.Subject)}/";

    /// <summary>Null when the name breaks the <see cref="Rule"/>.</summary>
    public static string? UploadKey(Caller caller, string name) => Name().IsMatch(name) ? Prefix(caller) + name : null;

    /// <summary>Null when one of the names breaks the <see cref="Rule"/>.</summary>
    public static string? CollectionKey(string collection, string file) =>
        Name().IsMatch(collection) && Name().IsMatch(file) ? $"collections/{collection}/{file}" : null;

    /// <summary>A name that can be one in a header: whatever else it has becomes an underscore.</summary>
    public static string Plain(string name) => string.Concat(name.Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-' ? sign : '_'));

    /// <summary>A subject as one folder name: whatever is no letter, digit, hyphen or underscore becomes its UTF-8 bytes in hexadecimal.</summary>
    private static string Folder(string subject) => string.Concat(System.Text.Encoding.UTF8.GetBytes(subject).Select(letter =>
        char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' ? ((char)letter).ToString() : $"~{letter:x2}"));

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
