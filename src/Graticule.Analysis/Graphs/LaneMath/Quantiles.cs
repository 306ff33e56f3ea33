using System.Numerics.Tensors;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Quantiles of arrays: of type 7 in Hyndman and Fan, Sample Quantiles in Statistical Packages (1996).</summary>
internal static class Quantiles
{
    internal static int ScratchOf(int items, int pixels) => pixels == 1 ? items : SortedColumns.ScratchOf(items);

    /// <summary>One value for each probability and pixel.</summary>
    /// <param name="items">Elements; at least one.</param>
    /// <param name="ignoresMissing">Whether missing elements are passed over; otherwise one makes the values missing.</param>
    /// <param name="probabilities">From 0 to 1.</param>
    /// <param name="to">As many as there are probabilities.</param>
    /// <param name="scratch">As many numbers as <see cref="ScratchOf"/> says.</param>
    internal static void Run(ReadOnlyMemory<double>[] items, bool ignoresMissing, double[] probabilities, Memory<double>[] to, Span<double> scratch)
    {
        if (items[0].Length == 1)
        {
            One(items, ignoresMissing, probabilities, to, scratch);
            return;
        }

        var columns = new SortedColumns(items.Length, scratch);
        for (var from = 0; from < items[0].Length; from += columns.Width)
        {
            var count = Math.Min(columns.Width, items[0].Length - from);
            columns.Load(items, from, count);
            for (var i = 0; i < probabilities.Length; i++)
            {
                var target = to[i].Span.Slice(from, count);
                if (columns.IsFull)
                {
                    Interpolate(columns, probabilities[i] * (items.Length - 1), target);
                }
                else
                {
                    Pick(columns, items.Length, ignoresMissing, probabilities[i], target);
                }
            }
        }
    }

    /// <summary>A value between two neighbours: the lower one itself where the place is whole, also if the other is infinite.</summary>
    private static double Between(double low, double high, double fraction) => fraction == 0 ? low : ((1 - fraction) * low) + (fraction * high);

    private static bool IsMissing(int count, int all, bool ignoresMissing) => count == 0 || (count < all && !ignoresMissing);

    private static void Interpolate(SortedColumns columns, double place, Span<double> to)
    {
        var low = columns.Row((int)place)[..to.Length];
        var fraction = place - (int)place;
        if (fraction == 0)
        {
            low.CopyTo(to);
            return;
        }

        TensorPrimitives.Multiply(low, 1 - fraction, to);
        var high = columns.Row((int)place + 1);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += fraction * high[i];
        }
    }

    private static void Pick(SortedColumns columns, int rows, bool ignoresMissing, double probability, Span<double> to)
    {
        for (var pixel = 0; pixel < to.Length; pixel++)
        {
            var count = columns.Count(pixel);
            var place = probability * (count - 1);
            to[pixel] = (IsMissing(count, rows, ignoresMissing), columns.HasNan(pixel)) switch
            {
                (true, _) => Missing.Value,
                (_, true) => double.NaN,
                _ => Between(columns.At((int)place, pixel), columns.At(Math.Min((int)place + 1, rows - 1), pixel), place - (int)place),
            };
        }
    }

    /// <summary>Of one pixel, whose array may be long.</summary>
    private static void One(ReadOnlyMemory<double>[] items, bool ignoresMissing, double[] probabilities, Memory<double>[] to, Span<double> scratch)
    {
        var count = 0;
        var hasNan = false;
        foreach (var item in items)
        {
            var number = item.Span[0];
            if (!Missing.Is(number))
            {
                scratch[count++] = number;
                hasNan |= double.IsNaN(number);
            }
        }

        var sorted = scratch[..count];
        sorted.Sort();
        for (var i = 0; i < probabilities.Length; i++)
        {
            var place = probabilities[i] * (count - 1);
            to[i].Span[0] = (IsMissing(count, items.Length, ignoresMissing), hasNan) switch
            {
                (true, _) => Missing.Value,
                (_, true) => double.NaN,
                _ => Between(sorted[(int)place], sorted[Math.Min((int)place + 1, count - 1)], place - (int)place),
            };
        }
    }
}
