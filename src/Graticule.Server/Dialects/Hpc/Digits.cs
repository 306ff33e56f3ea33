using System.Globalization;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>Whole numbers as text.</summary>
internal static class Digits
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);
}
