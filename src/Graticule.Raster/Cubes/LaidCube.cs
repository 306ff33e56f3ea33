using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>The way back from <see cref="UprightCube"/>: the last dimension of planes becomes x or y of a cube that lacks it.</summary>
/// <param name="source">Its last plane dimension is laid down.</param>
/// <param name="axis">What that dimension becomes.</param>
/// <param name="at">Where it stands among the dimensions.</param>
public sealed class LaidCube(Cube source, Dimension axis, int at) : Cube(Lay(source, axis, at))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var planes = source.Read(axis.IsX ? window with { Column = 0, Width = 1 } : window with { Row = 0, Height = 1 }, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        var length = planes.PlaneLength;
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            var first = (plane * axis.Count) + (axis.IsX ? window.Column : window.Row);
            var from = planes.Values.Span.Slice(first * length, block.PlaneLength);
            if (axis.IsX)
            {
                Turning.Turn(from, block.Plane(plane), length);
            }
            else
            {
                from.CopyTo(block.Plane(plane));
            }
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new LaidCube(source.Select(dimension, positions), axis, at);

    public override Cube Crop(Window window)
    {
        var (along, across) = axis.IsX ? (window with { Row = 0 }, window with { Column = 0, Width = 1 }) : (window with { Column = 0 }, window with { Row = 0, Height = 1 });
        return window.Pixels == 0 ? base.Crop(window) : new CroppedCube(new LaidCube(source.Crop(across), axis, at), along);
    }

    private static CubeShape Lay(Cube source, Dimension axis, int at)
    {
        var last = source.Shape.PlaneDimensions[^1];
        var others = source.Shape.Without(last).Dimensions;
        return new([.. others.Take(at), axis, .. others.Skip(at)]);
    }
}
