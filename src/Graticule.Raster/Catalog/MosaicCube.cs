using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>A cube whose missing cells are filled from others: files that had to be brought to its grid.</summary>
/// <param name="top">What lies on top.</param>
/// <param name="fillers">Cubes of one plane on the same grid, each with the plane that it fills and where its cells lie; those on top first.</param>
internal sealed class MosaicCube(Cube top, IReadOnlyList<MosaicCube.Filler> fillers) : Cube(top.Shape)
{
    public override IReadOnlyList<Cube> Inputs { get; } = [top, .. fillers.Select(filler => filler.Cube)];

    public override Block Read(Window window, ReadScope scope)
    {
        var block = top.Read(window, scope);
        foreach (var filler in fillers)
        {
            if (Overlap(filler.Cells, window) is { } part)
            {
                Fill(filler.Cube.Read(part, scope).Plane(0), part, block.Plane(filler.Plane), window);
            }
        }

        return block;
    }

    public override Cube Select(string dimension, IReadOnlyList<int> positions)
    {
        var old = Shape.Find(dimension)!;
        var stride = Shape.StrideOf(old);
        return new MosaicCube(top.Select(dimension, positions), [.. fillers.SelectMany(filler =>
        {
            var (outer, rest) = Math.DivRem(filler.Plane, old.Count * stride);
            var (position, inner) = Math.DivRem(rest, stride);
            return positions.Index().Where(chosen => chosen.Item == position)
                .Select(chosen => filler with { Plane = (((outer * positions.Count) + chosen.Index) * stride) + inner });
        })]);
    }

    public override Cube Crop(Window window) => new MosaicCube(top.Crop(window), [.. fillers
        .Where(filler => Overlap(filler.Cells, window) is not null)
        .Select(filler => new Filler(filler.Plane, filler.Cube.Crop(window), filler.Cells with { Column = filler.Cells.Column - window.Column, Row = filler.Cells.Row - window.Row }))]);

    private static void Fill(ReadOnlySpan<double> cells, Window part, Span<double> target, Window window)
    {
        for (var row = 0; row < part.Height; row++)
        {
            var start = ((part.Row + row - window.Row) * window.Width) + part.Column - window.Column;
            for (var column = 0; column < part.Width; column++)
            {
                ref var cell = ref target[start + column];
                cell = Missing.Is(cell) ? cells[(row * part.Width) + column] : cell;
            }
        }
    }

    private static Window? Overlap(Window a, Window b)
    {
        var (left, top) = (Math.Max(a.Column, b.Column), Math.Max(a.Row, b.Row));
        var (width, height) = (Math.Min(a.Column + a.Width, b.Column + b.Width) - left, Math.Min(a.Row + a.Height, b.Row + b.Height) - top);
        return width > 0 && height > 0 ? new(left, top, width, height) : null;
    }

    /// <summary>A cube of one plane, what plane it fills, and where it has cells.</summary>
    internal sealed record Filler(int Plane, Cube Cube, Window Cells);
}
