using System.Security.Cryptography;
using System.Text;

namespace Graticule.Jobs.Files;

/// <summary>Where uploaded files are, by owner.</summary>
public static class Uploads
{
    public const string Root = "uploads/";

    /// <summary>Names of folders that every file system takes.</summary>
    private const int LongestFolder = 200;

    /// <summary>What the keys of an owner's uploads begin with; no two owners have the same.</summary>
    public static string Prefix(string owner) => $"{Root}{Folder(owner)}/";

    /// <summary>
    /// Whatever is no letter, digit, hyphen or underscore becomes its UTF-8 bytes in hexadecimal. What gets too long becomes its SHA-256, after
    /// two tildes, which nothing else begins with.
    /// </summary>
    private static string Folder(string owner)
    {
        var bytes = Encoding.UTF8.GetBytes(owner);
        var folder = string.Concat(bytes.Select(letter =>
            char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' ? ((char)letter).ToString() : $"~{letter:x2}"));
        return folder.Length <= LongestFolder ? folder : "~~" + Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
