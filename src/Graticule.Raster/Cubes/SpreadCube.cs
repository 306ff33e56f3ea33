using Graticule.Raster.Windows;

namespace Graticule.Raster.Cubes;

/// <summary>A cube without x, y or both, the same at each place of them.</summary>
/// <param name="source">Lacks an axis.</param>
/// <param name="x">Of the result; null: the result has none, or the source has it.</param>
/// <param name="y">As x.</param>
public sealed class SpreadCube(Cube source, Dimension? x, Dimension? y)
    : Cube(new([.. source.Shape.Dimensions, .. new[] { y, x }.OfType<Dimension>()]))
{
    public override IReadOnlyList<Cube> Inputs => [source];

    public override Block Read(Window window, ReadScope scope)
    {
        var part = new Window(x is null ? window.Column : 0, y is null ? window.Row : 0, x is null ? window.Width : 1, y is null ? window.Height : 1);
        var all = source.Read(part, scope);
        var block = scope.NewBlock(window, Shape.Planes);
        for (var line = 0; line < Shape.Planes * window.Height; line++)
        {
            var (plane, row) = Math.DivRem(line, window.Height);
            var from = all.Plane(plane).Slice(y is null ? row * part.Width : 0, part.Width);
            var to = block.Values.Span.Slice(line * window.Width, window.Width);
            if (x is null)
            {
                from.CopyTo(to);
            }
            else
            {
                to.Fill(from[0]);
            }
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions) => new SpreadCube(source.Select(dimension, positions), x, y);
}
