using System.Globalization;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>What files are for, by number.</summary>
internal static class FileTypes
{
    public const int Input = 1;
    public const int Output = 5;

    public const string Fault = "A type is one of 1 (input), 2 (template), 3 (parameters), 4 (script), 5 (output), 7 (design variables), 8 (cases), 9 (optimizer), 10 (temporary), 11 (checkpoint), 12 (snapshot).";

    /// <summary>Null where it is none.</summary>
    public static int? Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var type) && type is >= 1 and <= 12 and not 6 ? type : null;
}
