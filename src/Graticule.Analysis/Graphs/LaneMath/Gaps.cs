using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>
/// Linear interpolation in arrays of many pixels: on the way back the next number of each pixel is kept for every element, on the way forth
/// the last one, and between them lies the line.
/// </summary>
internal static class Gaps
{
    /// <summary>Pixels that are treated at once, so that what is kept of each element stays in the first level of the cache.</summary>
    private const int MostPixels = 64;

    internal static int ScratchOf(int items) => 3 * items * MostPixels;

    /// <summary>Fills what is NaN or missing between two numbers; what lies before the first number or behind the last stays as it is.</summary>
    /// <param name="items">The elements.</param>
    /// <param name="places">Where on the line each lies.</param>
    /// <param name="to">As many as there are elements.</param>
    /// <param name="scratch">As many numbers as <see cref="ScratchOf"/> says.</param>
    internal static void Fill(ReadOnlyMemory<double>[] items, double[] places, Memory<double>[] to, Span<double> scratch)
    {
        for (var from = 0; items.Length > 0 && from < items[0].Length; from += MostPixels)
        {
            var count = Math.Min(MostPixels, items[0].Length - from);
            var width = (count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
            FillPart(items, places, to, scratch, new(from, count, width));
        }
    }

    private static void FillPart(ReadOnlyMemory<double>[] items, double[] places, Memory<double>[] to, Span<double> scratch, Part part)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var row = scratch.Slice(i * part.Width, part.Width);
            items[i].Span.Slice(part.From, part.Count).CopyTo(row);
            row[part.Count..].Clear();
        }

        for (var column = 0; column < part.Width; column += Vector<double>.Count)
        {
            FillColumn(scratch[column..], places, part.Width);
        }

        for (var i = 0; i < items.Length; i++)
        {
            scratch.Slice(i * part.Width, part.Count).CopyTo(to[i].Span[part.From..]);
        }
    }

    /// <summary>Treats a vector of pixels: its elements are <paramref name="width"/> apart, behind them lie the next numbers and their places.</summary>
    private static void FillColumn(Span<double> scratch, double[] places, int width)
    {
        ref var values = ref MemoryMarshal.GetReference(scratch);
        ref var nextValues = ref Unsafe.Add(ref values, places.Length * width);
        ref var nextPlaces = ref Unsafe.Add(ref nextValues, places.Length * width);
        var (value, place) = (new Vector<double>(double.NaN), new Vector<double>(double.NaN));
        for (var i = places.Length - 1; i >= 0; i--)
        {
            Keep(Vector.LoadUnsafe(ref values, (nuint)(i * width)), places[i], ref value, ref place);
            value.StoreUnsafe(ref nextValues, (nuint)(i * width));
            place.StoreUnsafe(ref nextPlaces, (nuint)(i * width));
        }

        (value, place) = (new(double.NaN), new(double.NaN));
        for (var i = 0; i < places.Length; i++)
        {
            var at = (nuint)(i * width);
            var here = Vector.LoadUnsafe(ref values, at);
            var (nextValue, nextPlace) = (Vector.LoadUnsafe(ref nextValues, at), Vector.LoadUnsafe(ref nextPlaces, at));
            var part = (new Vector<double>(places[i]) - place) / (nextPlace - place);
            var between = ((Vector<double>.One - part) * value) + (part * nextValue);
            var isGap = ~Vector.Equals(here, here) & Vector.Equals(place, place) & Vector.Equals(nextPlace, nextPlace);
            Vector.ConditionalSelect(isGap, between, here).StoreUnsafe(ref values, at);
            Keep(here, places[i], ref value, ref place);
        }
    }

    /// <summary>Keeps what is a number.</summary>
    private static void Keep(Vector<double> here, double herePlace, ref Vector<double> value, ref Vector<double> place)
    {
        var isNumber = Vector.Equals(here, here);
        value = Vector.ConditionalSelect(isNumber, here, value);
        place = Vector.ConditionalSelect(isNumber, new(herePlace), place);
    }

    /// <summary>Some pixels, and the room for each row of them: whole vectors.</summary>
    private readonly record struct Part(int From, int Count, int Width);
}
