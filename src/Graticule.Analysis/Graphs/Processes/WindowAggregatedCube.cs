using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>Blocks of pixels reduced to one cell each; pixels beyond the edge are nodata.</summary>
internal sealed class WindowAggregatedCube(Cube source, BlockAxis x, BlockAxis y, PixelCallback reducer, object? context)
    : Cube(new CubeShape(source.Shape.Dimensions.Select(dimension => dimension switch
    {
        { IsX: true } => x.ToDimension(),
        { IsY: true } => y.ToDimension(),
        _ => dimension,
    })))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override (int Width, int Height) Tile => (Blocks(source.Tile.Width, x.Size), Blocks(source.Tile.Height, y.Size));

    public override long BytesPerPixel => source.BytesPerPixel * x.Size * y.Size;

    public override Block Read(Window window, ReadScope scope)
    {
        var read = Covered(window);
        var from = source.Read(read, scope);
        var count = Shape.Planes * window.Width * window.Height;
        var items = new object?[x.Size * y.Size];
        for (var i = 0; i < items.Length; i++)
        {
            var lanes = scope.NewNumbers(count);
            Gather(from, window, i % x.Size, i / x.Size, lanes.Span);
            items[i] = new Lanes(lanes);
        }

        var reduced = reducer.Invoke(scope, count, ("data", new ArrayValue(items)), ("context", context)) as Lanes
            ?? throw new GraphException("ProcessParameterInvalid", "A reducer gives one value, not an array.") { Parameter = "reducer" };
        return new(window, Shape.Planes, reduced.Values);
    }

    /// <summary>The pixels of the source that the blocks hold.</summary>
    private Window Covered(Window window)
    {
        var (left, top) = (Math.Max(0, x.Start(window.Column)), Math.Max(0, y.Start(window.Row)));
        return new(
            left,
            top,
            Math.Min(source.Shape.Width, x.Start(window.Column + window.Width)) - left,
            Math.Min(source.Shape.Height, y.Start(window.Row + window.Height)) - top);
    }

    /// <summary>The pixels at one place of all blocks.</summary>
    private void Gather(Block from, Window window, int column, int row, Span<double> lanes)
    {
        var next = 0;
        for (var plane = 0; plane < from.Planes; plane++)
        {
            var cells = from.Plane(plane);
            for (var blockRow = 0; blockRow < window.Height; blockRow++)
            {
                var line = y.Start(window.Row + blockRow) + row - from.Window.Row;
                for (var block = 0; block < window.Width; block++)
                {
                    var place = x.Start(window.Column + block) + column - from.Window.Column;
                    var isThere = line >= 0 && line < from.Window.Height && place >= 0 && place < from.Window.Width;
                    lanes[next++] = isThere ? cells[(line * from.Window.Width) + place] : Missing.Value;
                }
            }
        }
    }

    private static int Blocks(int tile, int size) => (tile + size - 1) / size;
}
