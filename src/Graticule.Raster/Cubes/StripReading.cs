using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>Reads windows that are larger than a strip, strip by strip.</summary>
internal static class StripReading
{
    /// <summary>All planes of a window, one after the other, row by row.</summary>
    /// <param name="cube">What to read.</param>
    /// <param name="window">Inside the cube.</param>
    /// <param name="scope">A scope that nobody else reads with meanwhile: it is cleared after each strip.</param>
    /// <param name="cells">At least planes x width x height.</param>
    internal static void Read(Cube cube, Window window, ReadScope scope, Span<double> cells)
    {
        foreach (var strip in CubeWalk.StripsOf(window))
        {
            scope.Announce(strip, window);
            var block = cube.Read(strip, scope);
            for (var plane = 0; plane < block.Planes; plane++)
            {
                block.Plane(plane).CopyTo(cells[(int)(((plane * (long)window.Height) + strip.Row - window.Row) * window.Width)..]);
            }

            scope.Clear();
        }
    }
}
