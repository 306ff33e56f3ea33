using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>A cube put together from what was made of the parts of another; what lies in no part is missing.</summary>
/// <param name="source">The whole.</param>
/// <param name="segments">Which pixels, and a cube as large as the bounds of the mask.</param>
internal sealed class SegmentedCube(Cube source, IReadOnlyList<(PolygonMask Mask, Cube Cube)> segments) : Cube(source.Shape)
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var block = scope.NewBlock(window, Shape.Planes);
        block.Values.Span.Fill(Missing.Value);
        foreach (var (mask, cube) in segments)
        {
            var bounds = mask.Bounds;
            var (left, top) = (Math.Max(window.Column, bounds.Column), Math.Max(window.Row, bounds.Row));
            var (right, bottom) = (Math.Min(window.Column + window.Width, bounds.Column + bounds.Width), Math.Min(window.Row + window.Height, bounds.Row + bounds.Height));
            if (left < right && top < bottom)
            {
                var read = cube.Read(new(left - bounds.Column, top - bounds.Row, right - left, bottom - top), scope);
                Copy(mask, new(left, top, right - left, bottom - top), read, (left - window.Column, top - window.Row), block);
            }
        }

        return block;
    }

    /// <summary>Copies the cells of a mask from a block that covers a window to their place in a larger one.</summary>
    internal static void Copy(PolygonMask mask, Window window, Block from, (int Column, int Row) at, Block to)
    {
        for (var row = 0; row < window.Height; row++)
        {
            foreach (var span in mask.Row(window.Row + row))
            {
                var start = Math.Max(0, span.Start - window.Column);
                var length = Math.Min(window.Width, span.End - window.Column) - start;
                for (var plane = 0; plane < to.Planes && length > 0; plane++)
                {
                    from.Plane(plane).Slice((row * window.Width) + start, length)
                        .CopyTo(to.Plane(plane)[(((row + at.Row) * to.Window.Width) + at.Column + start)..]);
                }
            }
        }
    }
}
