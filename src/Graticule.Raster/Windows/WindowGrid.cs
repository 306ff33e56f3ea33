namespace Graticule.Raster.Windows;

/// <summary>Cuts a raster into windows of one size, row by row; those at the right and lower edge are smaller.</summary>
/// <param name="Width">Pixels across the raster.</param>
/// <param name="Height">Pixels down the raster.</param>
/// <param name="WindowWidth">Pixels across a window.</param>
/// <param name="WindowHeight">Pixels down a window.</param>
public sealed record WindowGrid(int Width, int Height, int WindowWidth, int WindowHeight)
{
    public int Across => (Width + WindowWidth - 1) / WindowWidth;

    public int Down => (Height + WindowHeight - 1) / WindowHeight;

    public int Count => Across * Down;

    public Window this[int index]
    {
        get
        {
            var (row, column) = Math.DivRem(index, Across);
            var left = column * WindowWidth;
            var top = row * WindowHeight;
            return new Window(left, top, Math.Min(WindowWidth, Width - left), Math.Min(WindowHeight, Height - top));
        }
    }

    /// <summary>
    /// Windows made of whole output blocks that cover whole source blocks where memory allows, so that a source block is
    /// decoded once.
    /// </summary>
    /// <param name="width">Pixels across the raster.</param>
    /// <param name="height">Pixels down the raster.</param>
    /// <param name="block">Size of an output block.</param>
    /// <param name="source">Size of a source block.</param>
    /// <param name="mostPixels">Most pixels of a window, unless a single output block has more.</param>
    public static WindowGrid Fitting(int width, int height, (int Width, int Height) block, (int Width, int Height) source, long mostPixels)
    {
        var across = Blocks(Math.Min(source.Width, width), block.Width);
        var down = Blocks(Math.Min(source.Height, height), block.Height);
        while ((long)across * down * block.Width * block.Height > mostPixels && across * down > 1)
        {
            if (down > 1)
            {
                down = (down + 1) / 2;
            }
            else
            {
                across = (across + 1) / 2;
            }
        }

        return new WindowGrid(width, height, across * block.Width, down * block.Height);
    }

    private static int Blocks(int pixels, int block) => (pixels + block - 1) / block;
}
