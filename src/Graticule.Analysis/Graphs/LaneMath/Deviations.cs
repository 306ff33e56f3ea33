using System.Numerics;
using System.Runtime.InteropServices;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Spread of the elements of arrays around their mean.</summary>
internal static class Deviations
{
    /// <summary>
    /// The sample variance (divided by n - 1), in two passes. Missing where there is no element, and where there is one only, for which
    /// it is not defined.
    /// </summary>
    /// <param name="items">At least one.</param>
    /// <param name="ignoresMissing">Whether missing elements are passed over; otherwise one makes the value missing.</param>
    /// <param name="to">The value of each pixel.</param>
    /// <param name="scratch">Twice as many numbers as there are pixels.</param>
    internal static void Variance(ReadOnlyMemory<double>[] items, bool ignoresMissing, Span<double> to, Span<double> scratch)
    {
        var means = scratch[..to.Length];
        var counts = scratch.Slice(to.Length, to.Length);
        Folds.Mean(items, ignoresMissing, means, counts);
        to.Clear();
        foreach (var item in items)
        {
            AddSquares(item.Span, means, to);
        }

        for (var i = 0; i < to.Length; i++)
        {
            to[i] = Missing.Is(means[i]) || (counts[i] == 1 && to[i] == 0) ? Missing.Value : to[i] / (counts[i] - 1);
        }
    }

    private static void AddSquares(ReadOnlySpan<double> item, ReadOnlySpan<double> means, Span<double> to)
    {
        ref var numbers = ref MemoryMarshal.GetReference(item);
        ref var centres = ref MemoryMarshal.GetReference(means);
        ref var sums = ref MemoryMarshal.GetReference(to);
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var number = Vector.LoadUnsafe(ref numbers, (nuint)i);
            var sum = Vector.LoadUnsafe(ref sums, (nuint)i);
            var away = number - Vector.LoadUnsafe(ref centres, (nuint)i);
            Vector.ConditionalSelect(MissingLanes.In(number), sum, sum + (away * away)).StoreUnsafe(ref sums, (nuint)i);
        }

        for (; i < to.Length; i++)
        {
            var away = item[i] - means[i];
            to[i] = Missing.Is(item[i]) ? to[i] : to[i] + (away * away);
        }
    }
}
