using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>How a cube is read whole.</summary>
/// <param name="Threads">Windows in flight; at least 1.</param>
/// <param name="MostBytes">Bound of the decoded samples of all windows in flight.</param>
public sealed record CubeWalkOptions(int Threads, long MostBytes)
{
    /// <summary>Windows are made of whole tiles of this size where memory allows: those of the file that is written; (0, 0): none is.</summary>
    public (int Width, int Height) OutputTile { get; init; }
}

/// <summary>
/// Reads all of a cube: windows made of tiles of the source go to threads, and each window is computed in strips of rows, so that what
/// is computed between source and result stays in the processor's caches.
/// </summary>
public static class CubeWalk
{
    /// <summary>Cells of a strip's plane.</summary>
    private const int StripLength = 2048;

    private const int UsualTile = 256;

    /// <summary>Calls <paramref name="take"/> with every strip, from several threads, the strips of a window in order from one of them.</summary>
    /// <param name="cube">What to read.</param>
    /// <param name="options">How.</param>
    /// <param name="take">Gets each strip's cells, valid during the call, and the window that the strip is a part of.</param>
    /// <param name="progress">Told the share of the windows that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends the walk after the windows that are being read.</param>
    public static void Run(
        Cube cube, CubeWalkOptions options, Action<Block, Window> take, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (cube.Shape.Width > 0 && cube.Shape.Height > 0)
        {
            ParallelWindows.Run(Cut(cube, options), options.Threads, () => new Worker(cube, take), progress, cancellationToken);
        }
    }

    /// <summary>All cells of a small cube.</summary>
    public static MemoryCube ToMemory(Cube cube, CubeWalkOptions options, CancellationToken cancellationToken)
    {
        if (cube is MemoryCube memory)
        {
            return memory;
        }

        var shape = cube.Shape;
        var values = new double[checked(shape.Planes * shape.Width * shape.Height)];
        Run(cube, options, (block, _) => Copy(block, shape, values), progress: null, cancellationToken);
        return new(shape, values);
    }

    /// <summary>Reads one window, strip by strip, on the calling thread.</summary>
    /// <param name="cube">What to read.</param>
    /// <param name="window">A part of it.</param>
    /// <param name="scope">The thread's buffers; blocks of strips before are gone.</param>
    /// <param name="take">Gets each strip's cells, valid during the call.</param>
    public static void Strips(Cube cube, Window window, ReadScope scope, Action<Block> take)
    {
        foreach (var strip in StripsOf(window))
        {
            scope.Announce(strip, window);
            take(cube.Read(strip, scope));
            scope.Clear();
        }
    }

    /// <summary>The strips of a window, from above.</summary>
    /// <param name="window">With at least one column.</param>
    /// <param name="cells">Of a strip's plane, about.</param>
    internal static IEnumerable<Window> StripsOf(Window window, int cells = StripLength)
    {
        var rows = Math.Max(1, cells / window.Width);
        for (var row = 0; row < window.Height; row += rows)
        {
            yield return new(window.Column, window.Row + row, window.Width, Math.Min(rows, window.Height - row));
        }
    }

    /// <summary>The windows of a walk over a cube with cells.</summary>
    public static WindowGrid Cut(Cube cube, CubeWalkOptions options)
    {
        var (width, height) = (cube.Shape.Width, cube.Shape.Height);
        var source = (Side(cube.Tile.Width, width), Side(cube.Tile.Height, height));
        var output = options.OutputTile == default ? (Math.Min(source.Item1, 16), Math.Min(source.Item2, 16)) : options.OutputTile;
        var pixels = options.MostBytes / Math.Max(1, options.Threads) / Math.Max(1, cube.BytesPerPixel);
        return WindowGrid.Fitting(width, height, output, source, Math.Max(1, pixels));
    }

    private static int Side(int tile, int side) => Math.Clamp(tile == 0 ? UsualTile : tile, 1, Math.Max(1, side));

    private static void Copy(Block block, CubeShape shape, double[] values)
    {
        var window = block.Window;
        for (var plane = 0; plane < block.Planes; plane++)
        {
            for (var row = 0; row < window.Height; row++)
            {
                var to = (((plane * shape.Height) + window.Row + row) * shape.Width) + window.Column;
                block.Plane(plane).Slice(row * window.Width, window.Width).CopyTo(values.AsSpan(to));
            }
        }
    }

    private sealed class Worker(Cube cube, Action<Block, Window> take) : IWindowWorker
    {
        private readonly ReadScope _scope = new();

        public void Treat(int index, Window window) => Strips(cube, window, _scope, block => take(block, window));

        public void Dispose() => _scope.Dispose();
    }
}
