using System.Security.Cryptography;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>Ids of jobs, files, clusters and projects: six letters, whose case counts. 52^6 are 2 * 10^10; who makes one sees that it is new.</summary>
internal static class HpcId
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 6;

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>Whether a text could be an id: five letters are in use too.</summary>
    public static bool IsPossible(string text) => text.Length is >= Length - 1 and <= Length && text.All(char.IsAsciiLetter);
}
