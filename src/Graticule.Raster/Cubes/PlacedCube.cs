using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A cube on a grid that shares its cells, with more or fewer of them: cells that the cube lacks are missing.</summary>
public sealed class PlacedCube : Cube
{
    private readonly Cube _source;
    private readonly int _column;
    private readonly int _row;

    private PlacedCube(Cube source, CubeShape shape, int column, int row)
        : base(shape)
    {
        (_source, _column, _row) = (source, column, row);
        Cover = Common(new(0, 0, shape.Width, shape.Height));
    }

    /// <summary>The cells that come from the source.</summary>
    public Window Cover { get; }

    public override IReadOnlyList<Cube> Inputs => [_source];

    /// <summary>Puts a cube on a grid.</summary>
    /// <param name="source">With a grid.</param>
    /// <param name="grid">Whose cells fall on those of the source's grid.</param>
    public static PlacedCube On(Cube source, Grid grid)
    {
        var (column, row) = Lattice.Offset(grid, Lattice.GridOf(source.Shape)!);
        var (x, y) = grid.ToDimensions(source.Shape.X!.Name, source.Shape.Y!.Name);
        return new(source, source.Shape.Replace(source.Shape.X, x).Replace(source.Shape.Y, y), column, row);
    }

    public override Block Read(Window window, ReadScope scope)
    {
        var common = Common(window);
        if (common == window)
        {
            var all = _source.Read(Inside(common), scope);
            return new(window, all.Planes, all.Values);
        }

        var block = scope.NewBlock(window, Shape.Planes);
        block.Values.Span.Fill(Missing.Value);
        if (common.Pixels > 0)
        {
            var part = _source.Read(Inside(common), scope);
            for (var line = 0; line < part.Planes * common.Height; line++)
            {
                var (plane, row) = Math.DivRem(line, common.Height);
                var at = ((common.Row - window.Row + row) * window.Width) + common.Column - window.Column;
                part.Values.Span.Slice(line * common.Width, common.Width).CopyTo(block.Plane(plane)[at..]);
            }
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) =>
        new PlacedCube(_source.Select(dimension, positions), ShapeOf(this, dimension, positions), _column, _row);

    /// <remarks>Stays a placed cube, so that its cover is known; the source is cropped to what is left of it.</remarks>
    public override Cube Crop(Window window)
    {
        var common = Common(window);
        return new PlacedCube(
            _source.Crop(common.Pixels > 0 ? Inside(common) : new(0, 0, 0, 0)), ShapeOf(this, window), common.Column - window.Column, common.Row - window.Row);
    }

    private Window Inside(Window window) => new(window.Column - _column, window.Row - _row, window.Width, window.Height);

    private Window Common(Window window)
    {
        var (left, top) = (Math.Max(window.Column, _column), Math.Max(window.Row, _row));
        var right = Math.Min(window.Column + window.Width, _column + _source.Shape.Width);
        var bottom = Math.Min(window.Row + window.Height, _row + _source.Shape.Height);
        return right > left && bottom > top ? new(left, top, right - left, bottom - top) : new(left, top, 0, 0);
    }
}
