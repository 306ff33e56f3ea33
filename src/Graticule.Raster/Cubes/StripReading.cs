using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Reads windows that are larger than a strip, strip by strip.</summary>
internal static class StripReading
{
    /// <summary>Cells of a strip's plane, as in <see cref="CubeWalk"/>.</summary>
    private const int StripLength = 2048;

    /// <summary>All planes of a window, one after the other, row by row.</summary>
    /// <param name="cube">What to read.</param>
    /// <param name="window">Inside the cube.</param>
    /// <param name="scope">A scope that nobody else reads with meanwhile: it is cleared after each strip.</param>
    /// <param name="cells">At least planes x width x height.</param>
    internal static void Read(Cube cube, Window window, ReadScope scope, Span<double> cells)
    {
        var rows = Math.Max(1, StripLength / window.Width);
        for (var row = 0; row < window.Height; row += rows)
        {
            var strip = new Window(window.Column, window.Row + row, window.Width, Math.Min(rows, window.Height - row));
            scope.RowsAhead = window.Height - row - strip.Height;
            var block = cube.Read(strip, scope);
            for (var plane = 0; plane < block.Planes; plane++)
            {
                block.Plane(plane).CopyTo(cells[(int)(((plane * (long)window.Height) + row) * window.Width)..]);
            }

            scope.Clear();
        }
    }
}
