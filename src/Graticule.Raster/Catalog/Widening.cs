using System.Numerics;
using System.Runtime.CompilerServices;
using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;

namespace Graticule.Raster.Catalog;

/// <summary>Samples of files as cells of cubes: double, and missing where the file says nodata.</summary>
internal static class Widening
{
    /// <summary>A cell for each sample.</summary>
    internal static void Copy(RasterPart part, ReadOnlySpan<byte> samples, Span<double> cells)
    {
        var noData = part.NoData is { } declared && part.Type == PixelType.Float32 ? (float)declared : part.NoData ?? double.NaN;
        Samples.Widen(part.Type, samples, cells, noData, Missing.Value);
        if (part.NoData is { } && double.IsNaN(noData))
        {
            MarkNaN(cells);
        }
    }

    /// <summary>As many cells for each sample as its pixel is wide.</summary>
    /// <param name="part">The file.</param>
    /// <param name="samples">From the first cell's pixel on.</param>
    /// <param name="phase">Cells of the first pixel that lie before the first cell.</param>
    /// <param name="cells">A part of a row.</param>
    internal static void Repeat(RasterPart part, ReadOnlySpan<byte> samples, int phase, Span<double> cells)
    {
        if (part.Fit.Factor == 1)
        {
            Copy(part, samples, cells);
            return;
        }

        // Widened into the front, spread from the back: a cell never lies before its pixel.
        Copy(part, samples, cells[..(((phase + cells.Length - 1) / part.Fit.Factor) + 1)]);
        for (var i = cells.Length - 1; i >= 0; i--)
        {
            cells[i] = cells[(phase + i) / part.Fit.Factor];
        }
    }

    /// <summary>Puts cells over others, where they are not missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Lay(ReadOnlySpan<double> cells, Span<double> target)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            target[i] = Missing.Is(cells[i]) ? target[i] : cells[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MarkNaN(Span<double> cells)
    {
        var missing = new Vector<double>(Missing.Value);
        var i = 0;
        for (; i <= cells.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var values = new Vector<double>(cells[i..]);
            Vector.ConditionalSelect(Vector.Equals(values, values), values, missing).CopyTo(cells[i..]);
        }

        for (; i < cells.Length; i++)
        {
            cells[i] = double.IsNaN(cells[i]) ? Missing.Value : cells[i];
        }
    }
}
