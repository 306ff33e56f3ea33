using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>Reads files whose pixels are finer than the cells: of each square of pixels one, the one at its middle.</summary>
internal static class ShrunkReading
{
    /// <summary>Reads shrunk pixels. Those at the edges, whose square the file covers in part, are like their neighbours.</summary>
    /// <param name="file">The file, open.</param>
    /// <param name="part">How it is shrunk.</param>
    /// <param name="pixels">Shrunk pixels.</param>
    /// <param name="target">Room for all of them, row by row.</param>
    internal static void Read(SampleFile file, RasterPart part, Window pixels, Span<byte> target)
    {
        var x = Axis.Of(pixels.Column, pixels.Width, part.Width, part.Fit.Shrink, part.Fit.PhaseX);
        var y = Axis.Of(pixels.Row, pixels.Height, part.Height, part.Fit.Shrink, part.Fit.PhaseY);
        var size = part.Type.Size();
        var read = x.Count == pixels.Width && y.Count == pixels.Height ? target : new byte[x.Count * y.Count * size];
        file.ReadShrunk(part.Band, new(x.Start, y.Start, x.Length, y.Length), x.Count, y.Count, part.Type, read);
        if (x.Count == pixels.Width && y.Count == pixels.Height)
        {
            return;
        }

        for (var row = 0; row < pixels.Height; row++)
        {
            for (var column = 0; column < pixels.Width; column++)
            {
                var from = (y.Position(row) * x.Count) + x.Position(column);
                read.Slice(from * size, size).CopyTo(target[(((row * pixels.Width) + column) * size)..]);
            }
        }
    }

    /// <summary>One direction of a window of shrunk pixels.</summary>
    /// <param name="Start">First pixel of the file that is read.</param>
    /// <param name="Length">Pixels of the file that are read.</param>
    /// <param name="Count">Whole shrunk pixels that they are.</param>
    /// <param name="Before">Shrunk pixels of the window before the first whole one.</param>
    private readonly record struct Axis(int Start, int Length, int Count, int Before)
    {
        internal static Axis Of(int first, int count, int pixels, int shrink, int phase)
        {
            var (whole, end) = ((phase + shrink - 1) / shrink, (phase + pixels) / shrink);
            if (end <= whole)
            {
                return new(0, pixels, 1, 0);
            }

            var from = Math.Clamp(first, whole, end - 1);
            var to = Math.Clamp(first + count, from + 1, end);
            return new((from * shrink) - phase, (to - from) * shrink, to - from, from - first);
        }

        internal int Position(int index) => Math.Clamp(index - Before, 0, Count - 1);
    }
}
