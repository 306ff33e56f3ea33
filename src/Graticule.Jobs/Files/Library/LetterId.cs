using System.Security.Cryptography;

namespace Graticule.Jobs.Files.Library;

/// <summary>Ids of six letters, some 2·10^10 of them: who makes one must see that it is not taken.</summary>
public static class LetterId
{
    public const int Length = 6;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>Whether a text could be one: five or six letters.</summary>
    public static bool IsWellFormed(string text) => text.Length is 5 or 6 && text.All(char.IsAsciiLetter);
}
