using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>
/// A cube whose x or y numbers planes, as the last of its dimensions: what is computed along the other dimensions is so computed along x and y
/// too. Reads full rows or columns.
/// </summary>
/// <param name="source">Whose axis is raised.</param>
/// <param name="axis">Its x or y.</param>
public sealed class UprightCube(Cube source, Dimension axis)
    : Cube(new([.. source.Shape.Without(axis).Dimensions, axis with { Type = DimensionType.Other, Axis = null }]))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    /// <summary>A cell here is a whole row or column of the source, of which there are two copies.</summary>
    public override long BytesPerPixel => (source.BytesPerPixel + (2L * sizeof(double) * source.Shape.Planes)) * axis.Count;

    public override Block Read(Window window, ReadScope scope)
    {
        var (width, height) = (source.Shape.Width, source.Shape.Height);
        var whole = axis.IsX ? new Window(0, window.Row, width, window.Height) : new Window(window.Column, 0, window.Width, height);
        var rows = source.Read(whole, scope);
        if (!axis.IsX)
        {
            return new(window, Shape.Planes, rows.Values); // Row after row is plane after plane.
        }

        var block = scope.NewBlock(window, Shape.Planes);
        for (var plane = 0; plane < rows.Planes; plane++)
        {
            Turning.Turn(rows.Plane(plane), block.Values.Span.Slice(plane * width * window.Height, width * window.Height), width);
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) =>
        dimension == axis.Name ? base.Select(dimension, positions) : new UprightCube(source.Select(dimension, positions), axis);

    public override Cube Crop(Window window)
    {
        var part = axis.IsX
            ? new Window(0, window.Row, source.Shape.Width, window.Height)
            : new Window(window.Column, 0, window.Width, source.Shape.Height);
        return window.Pixels == 0 ? base.Crop(window) : new UprightCube(source.Crop(part), axis);
    }
}
