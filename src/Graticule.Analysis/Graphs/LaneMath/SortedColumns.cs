using System.Numerics;
using System.Runtime.InteropServices;

namespace Graticule.Analysis.Graphs.LaneMath;

/// <summary>
/// The elements of arrays of some pixels side by side, sorted: row by row the least of each pixel, the next, and so on. They are sorted by
/// Batcher's network of comparisons (Knuth, The Art of Computer Programming 5.2.2, algorithm M), the same for all pixels, so that vectors
/// of pixels pass it without a branch.
/// </summary>
/// <param name="rows">Elements of an array; at least 1.</param>
/// <param name="scratch">As many numbers as <see cref="ScratchOf"/> says.</param>
internal readonly ref struct SortedColumns(int rows, Span<double> scratch)
{
    private readonly Span<double> _values = scratch[..(rows * WidthOf(rows))];
    private readonly Span<double> _counts = scratch.Slice(rows * WidthOf(rows), WidthOf(rows));
    private readonly Span<double> _nans = scratch.Slice((rows + 1) * WidthOf(rows), WidthOf(rows));

    /// <summary>Pixels that are sorted at once: what fits into the first level of the cache.</summary>
    internal int Width { get; } = WidthOf(rows);

    internal static int ScratchOf(int rows) => (rows + 2) * WidthOf(rows);

    /// <summary>The values of a place in the order, pixel by pixel; where a pixel has fewer elements, infinite.</summary>
    internal ReadOnlySpan<double> Row(int row) => _values.Slice(row * Width, Width);

    /// <summary>How many elements of a pixel are not missing.</summary>
    internal int Count(int pixel) => (int)_counts[pixel];

    /// <summary>Whether an element of a pixel is NaN.</summary>
    internal bool HasNan(int pixel) => _nans[pixel] != 0;

    /// <summary>Whether all elements of all pixels are numbers.</summary>
    internal bool IsFull => _counts.IndexOfAnyExcept(rows) < 0 && _nans.IndexOfAnyExcept(0) < 0;

    internal double At(int row, int pixel) => _values[(row * Width) + pixel];

    /// <summary>Takes pixels and sorts them.</summary>
    /// <param name="items">As many as there are rows.</param>
    /// <param name="from">The first pixel.</param>
    /// <param name="count">At most <see cref="Width"/>.</param>
    internal void Load(ReadOnlyMemory<double>[] items, int from, int count)
    {
        _counts.Clear();
        _nans.Clear();
        for (var row = 0; row < rows; row++)
        {
            var to = _values.Slice(row * Width, Width);
            items[row].Span.Slice(from, count).CopyTo(to);
            to[count..].Clear();
            Count(to);
        }

        Sort();
    }

    private static int WidthOf(int rows) => rows switch
    {
        <= 48 => 64,
        <= 192 => 16,
        _ => 8,
    };

    /// <summary>Counts what is there, and sends what is no number to the end.</summary>
    private void Count(Span<double> row)
    {
        ref var values = ref MemoryMarshal.GetReference(row);
        ref var counts = ref MemoryMarshal.GetReference(_counts);
        ref var nans = ref MemoryMarshal.GetReference(_nans);
        for (nuint i = 0; i < (nuint)row.Length; i += (nuint)Vector<double>.Count)
        {
            var value = Vector.LoadUnsafe(ref values, i);
            var isMissing = MissingLanes.In(value);
            var isNumber = Vector.Equals(value, value);
            Vector.ConditionalSelect(isNumber, value, new(double.PositiveInfinity)).StoreUnsafe(ref values, i);
            (Vector.LoadUnsafe(ref counts, i) + MissingLanes.ToTruth(~isMissing)).StoreUnsafe(ref counts, i);
            (Vector.LoadUnsafe(ref nans, i) + MissingLanes.ToTruth(~isNumber & ~isMissing)).StoreUnsafe(ref nans, i);
        }
    }

    private void Sort()
    {
        for (var p = 1; p < rows; p *= 2)
        {
            for (var k = p; k >= 1; k /= 2)
            {
                for (var j = k % p; j < rows - k; j += 2 * k)
                {
                    Merge(j, k, p);
                }
            }
        }
    }

    private void Merge(int j, int k, int p)
    {
        for (var i = j; i < Math.Min(j + k, rows - k); i++)
        {
            if (i / (2 * p) == (i + k) / (2 * p))
            {
                Exchange(_values.Slice(i * Width, Width), _values.Slice((i + k) * Width, Width));
            }
        }
    }

    private static void Exchange(Span<double> lesser, Span<double> greater)
    {
        ref var low = ref MemoryMarshal.GetReference(lesser);
        ref var high = ref MemoryMarshal.GetReference(greater);
        for (nuint i = 0; i < (nuint)lesser.Length; i += (nuint)Vector<double>.Count)
        {
            var (x, y) = (Vector.LoadUnsafe(ref low, i), Vector.LoadUnsafe(ref high, i));
            Vector.MinNative(x, y).StoreUnsafe(ref low, i);
            Vector.MaxNative(x, y).StoreUnsafe(ref high, i);
        }
    }
}
