using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A walk over that part of a cube in which zones lie.</summary>
internal static class ZonePass
{
    /// <summary>Calls <paramref name="take"/> with every strip and the runs of zones in it, from several threads.</summary>
    internal static void Run(
        Cube cube, IReadOnlyList<PolygonMask> masks, CubeWalkOptions options, Action<Block, List<ZoneRun>> take, CancellationToken cancellationToken)
    {
        if (Bounds(cube, masks) is not { } part)
        {
            return;
        }

        var rows = new ZoneRows(masks);
        using var runs = new ThreadLocal<List<ZoneRun>>(() => []);
        CubeWalk.Run(
            part.Pixels == (long)cube.Shape.Width * cube.Shape.Height ? cube : cube.Crop(part),
            options,
            (block, _) =>
            {
                var found = runs.Value!;
                rows.Find(block.Window with { Column = block.Window.Column + part.Column, Row = block.Window.Row + part.Row }, found);
                if (found.Count > 0)
                {
                    take(block, found);
                }
            },
            progress: null,
            cancellationToken);
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
}
