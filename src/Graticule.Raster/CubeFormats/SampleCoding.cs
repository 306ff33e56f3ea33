using System.Numerics;
using System.Runtime.CompilerServices;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.CubeFormats;

/// <summary>
/// How cells become samples of a file. Floating types keep NaN, which also stands for nodata; integers round to the nearest, ties to even,
/// and saturate at the ends of their range, and nodata and NaN become a number of their own.
/// </summary>
internal sealed record SampleCoding(PixelType Type)
{
    /// <summary>What stands for nodata: NaN, or of integers the end of the range that data reach least, unless asked otherwise.</summary>
    internal double NoData { get; init; } = Type switch
    {
        PixelType.Float32 or PixelType.Float64 => double.NaN,
        PixelType.Int16 or PixelType.Int32 => Type.Range().Min,
        _ => Type.Range().Max,
    };

    /// <summary>The numbers that the file is to hold, in <paramref name="scratch"/> or as they came, and what they are.</summary>
    /// <param name="cells">As computed.</param>
    /// <param name="scratch">At least as many.</param>
    /// <param name="summary">Of the cells as the file holds them.</param>
    /// <param name="taken">Cells with a value that stands for nodata.</param>
    internal ReadOnlySpan<double> Round(ReadOnlySpan<double> cells, Span<double> scratch, out CellSummary summary, out long taken)
    {
        taken = 0;
        if (Type.IsFloating())
        {
            summary = CellSummary.Of(cells);
            return cells;
        }

        var rounded = scratch[..cells.Length];
        RoundWhole(cells, rounded);
        summary = CellSummary.Of(rounded);
        taken = Mark(rounded);
        return rounded;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RoundWhole(ReadOnlySpan<double> cells, Span<double> rounded)
    {
        var (least, most) = Type.Range();
        var (low, high) = (new Vector<double>(least), new Vector<double>(most));
        var i = 0;
        for (; i <= cells.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var cell = new Vector<double>(cells[i..]);
            var whole = Vector.Round(cell);
            whole = Vector.ConditionalSelect(Vector.LessThan(whole, low), low, whole);
            Vector.ConditionalSelect(Vector.GreaterThan(whole, high), high, whole).CopyTo(rounded[i..]);
        }

        for (; i < cells.Length; i++)
        {
            rounded[i] = double.IsNaN(cells[i]) ? cells[i] : Math.Clamp(Math.Round(cells[i]), least, most);
        }
    }

    /// <summary>Puts the number for nodata where there is none, and counts how many others have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Mark(Span<double> cells)
    {
        var nothing = new Vector<double>(NoData);
        Vector<long> taken = default;
        var i = 0;
        for (; i <= cells.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var cell = new Vector<double>(cells[i..]);
            taken -= Vector.Equals(cell, nothing);
            Vector.ConditionalSelect(Vector.Equals(cell, cell), cell, nothing).CopyTo(cells[i..]);
        }

        var count = Vector.Sum(taken);
        for (; i < cells.Length; i++)
        {
            count += cells[i] == NoData ? 1 : 0;
            cells[i] = double.IsNaN(cells[i]) ? NoData : cells[i];
        }

        return count;
    }
}
