using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A walk over that part of a cube in which zones lie: strips without a zone are not read, and windows without one not decoded.</summary>
internal static class ZonePass
{
    /// <summary>Cells of a strip's plane: twice as many as in other walks, as there are few planes at a time.</summary>
    private const int StripLength = 4096;

    /// <summary>Calls <paramref name="take"/> from several threads with every strip in which zones lie.</summary>
    /// <param name="cube">What to read.</param>
    /// <param name="masks">The zones.</param>
    /// <param name="options">How.</param>
    /// <param name="take">Gets neighbouring planes of a strip, the number of the first of them, and the runs of zones in the strip.</param>
    /// <param name="cancellationToken">Ends the walk after the windows that are being read.</param>
    internal static void Run(
        Cube cube, IReadOnlyList<PolygonMask> masks, CubeWalkOptions options, Action<Block, int, List<ZoneRun>> take, CancellationToken cancellationToken)
    {
        if (Bounds(cube, masks) is not { } part)
        {
            return;
        }

        var rows = new ZoneRows(masks);
        var read = part.Pixels == (long)cube.Shape.Width * cube.Shape.Height ? cube : cube.Crop(part);
        var runs = PlaneRuns.Of(read, StripLength);
        ParallelWindows.Run(
            CubeWalk.Cut(read, options), options.Threads, () => new Worker(runs, rows, (part.Column, part.Row), take), progress: null, cancellationToken);
    }

    /// <summary>The window that holds all masks, in whole tiles.</summary>
    private static Window? Bounds(Cube cube, IReadOnlyList<PolygonMask> masks)
    {
        var bounds = masks.Where(mask => mask.Count > 0).Select(mask => mask.Bounds).ToList();
        if (bounds.Count == 0)
        {
            return null;
        }

        var (column, width) = Side(bounds.Min(window => window.Column), bounds.Max(window => window.Column + window.Width), cube.Tile.Width, cube.Shape.Width);
        var (row, height) = Side(bounds.Min(window => window.Row), bounds.Max(window => window.Row + window.Height), cube.Tile.Height, cube.Shape.Height);
        return new(column, row, width, height);
    }

    private static (int Start, int Length) Side(int start, int end, int tile, int length)
    {
        var step = Math.Max(1, tile);
        var from = start / step * step;
        return (from, (int)Math.Min(length, ((long)end + step - 1) / step * step) - from);
    }

    private sealed class Worker(
        IReadOnlyList<(Cube Cube, int First)> planes, ZoneRows rows, (int Column, int Row) origin, Action<Block, int, List<ZoneRun>> take) : IWindowWorker
    {
        private readonly ReadScope _scope = new();

        public void Treat(int index, Window window)
        {
            var strips = CubeWalk.StripsOf(window, StripLength).Select(strip => (Window: strip, Runs: RunsIn(strip))).Where(strip => strip.Runs.Count > 0).ToList();
            foreach (var (cube, first) in planes)
            {
                foreach (var (strip, runs) in strips)
                {
                    _scope.Announce(strip, window);
                    take(cube.Read(strip, _scope), first, runs);
                    _scope.Clear();
                }
            }
        }

        public void Dispose() => _scope.Dispose();

        private List<ZoneRun> RunsIn(Window strip) => rows.Find(strip with { Column = strip.Column + origin.Column, Row = strip.Row + origin.Row });
    }
}
