using System.Runtime.CompilerServices;

namespace Graticule.Raster.Observations.Grids;

/// <summary>Sees that what is asked for is there.</summary>
internal static class PlaceLimits
{
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or not below the count.</exception>
    internal static void RequireBelow(int count, int index, [CallerArgumentExpression(nameof(index))] string name = "")
    {
        if ((uint)index >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(name, index, $"There are {count}.");
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">A part begins before the whole, or ends behind it.</exception>
    internal static void RequirePart(int whole, int first, int count, [CallerArgumentExpression(nameof(first))] string name = "")
    {
        if (first < 0 || count < 0 || count > whole - first)
        {
            throw new ArgumentOutOfRangeException(name, first, $"{count} from there are not within {whole}.");
        }
    }
}
