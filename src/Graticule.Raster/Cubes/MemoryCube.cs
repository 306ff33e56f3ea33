using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A small cube whose cells are all at hand.</summary>
/// <param name="shape">The dimensions.</param>
/// <param name="values">All cells: plane by plane, row by row, as <see cref="CubeShape"/> says.</param>
public sealed class MemoryCube(CubeShape shape, double[] values) : Cube(shape)
{
    public double[] Values { get; } = values.Length == shape.Planes * shape.Width * shape.Height
        ? values
        : throw new ArgumentException($"A cube of {shape} has {shape.Planes * shape.Width * shape.Height} cells, not {values.Length}.", nameof(values));

    public override Cube Share() => this;

    public override Block Read(Window window, ReadScope scope)
    {
        var block = scope.NewBlock(window, Shape.Planes);
        for (var plane = 0; plane < Shape.Planes; plane++)
        {
            var target = block.Plane(plane);
            for (var row = 0; row < window.Height; row++)
            {
                var from = ((((plane * Shape.Height) + window.Row + row) * Shape.Width) + window.Column);
                Values.AsSpan(from, window.Width).CopyTo(target[(row * window.Width)..]);
            }
        }

        return block;
    }
}
