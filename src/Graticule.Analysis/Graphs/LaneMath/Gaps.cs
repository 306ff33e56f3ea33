namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>Linear interpolation in arrays of many pixels.</summary>
internal static class Gaps
{
    /// <summary>Pixels that are treated at once, so that what is read of each element lies side by side.</summary>
    private const int Width = 64;

    internal static int ScratchOf(int items) => items * Width;

    /// <summary>Fills what is NaN or missing between two numbers; what lies before the first number or behind the last stays as it is.</summary>
    /// <param name="items">The elements.</param>
    /// <param name="places">Where on the line each lies.</param>
    /// <param name="to">As many as there are elements.</param>
    /// <param name="scratch">As many numbers as <see cref="ScratchOf"/> says.</param>
    internal static void Fill(ReadOnlyMemory<double>[] items, double[] places, Memory<double>[] to, Span<double> scratch)
    {
        for (var from = 0; items.Length > 0 && from < items[0].Length; from += Width)
        {
            var count = Math.Min(Width, items[0].Length - from);
            for (var i = 0; i < items.Length; i++)
            {
                items[i].Span.Slice(from, count).CopyTo(scratch[(i * Width)..]);
            }

            for (var pixel = 0; pixel < count; pixel++)
            {
                FillOne(scratch[pixel..], places);
            }

            for (var i = 0; i < items.Length; i++)
            {
                scratch.Slice(i * Width, count).CopyTo(to[i].Span[from..]);
            }
        }
    }

    /// <summary>Treats the pixel whose elements are <see cref="Width"/> apart.</summary>
    private static void FillOne(Span<double> values, double[] places)
    {
        var before = -1;
        for (var i = 0; i < places.Length; i++)
        {
            var value = values[i * Width];
            if (double.IsNaN(value))
            {
                continue;
            }

            if (before >= 0 && before < i - 1)
            {
                FillGap(values, places, before, i);
            }

            before = i;
        }
    }

    private static void FillGap(Span<double> values, double[] places, int before, int after)
    {
        var (low, high) = (values[before * Width], values[after * Width]);
        for (var i = before + 1; i < after; i++)
        {
            var part = (places[i] - places[before]) / (places[after] - places[before]);
            values[i * Width] = ((1 - part) * low) + (part * high);
        }
    }
}
