using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>
/// Cells that come from files, decoded when they are read. What lies in no file, or is nodata in all files that lie there, is missing.
/// </summary>
/// <param name="shape">The dimensions, x and y among them.</param>
/// <param name="planes">For each plane its files, those on top first.</param>
internal sealed class RasterSourceCube(CubeShape shape, IReadOnlyList<IReadOnlyList<RasterPart>> planes) : Cube(shape)
{
    /// <summary>Files that lie on each other at one place, at most, for the sake of memory.</summary>
    private const int MostOverlap = 4;

    internal IReadOnlyList<IReadOnlyList<RasterPart>> Planes => planes;

    public override (int Width, int Height) Tile { get; } = TileOf(planes);

    public override long BytesPerPixel { get; } =
        Math.Max(1, (long)Math.Ceiling(planes.Sum(parts => Overlap(parts) * parts.Select(BytesPerCell).DefaultIfEmpty().Max())));

    public override bool HoldsBytes(int plane) => planes[plane].All(part => part.Type == PixelType.UInt8);

    public override Block Read(Window window, ReadScope scope)
    {
        var decoded = scope.Keep(this, () => new DecodedPlanes(planes, OpenFiles.Of(scope)));
        if (!decoded.Has(window))
        {
            decoded.Decode(scope.WholeOf(window, Shape));
        }

        var block = scope.NewBlock(window, planes.Count);
        var scratch = scope.NewNumbers(window.Width).Span;
        for (var plane = 0; plane < planes.Count; plane++)
        {
            decoded.CopyTo(plane, window, block.Plane(plane), scratch);
        }

        return block;
    }

    /// <summary>Of the labels that are left out nothing is read.</summary>
    public override Cube Select(string dimension, IReadOnlyList<int> positions)
    {
        var old = Shape.Find(dimension)!;
        var stride = Shape.StrideOf(old);
        var selected = ShapeOf(this, dimension, positions);
        return new RasterSourceCube(selected, [.. Enumerable.Range(0, selected.Planes).Select(plane =>
        {
            var (outer, rest) = Math.DivRem(plane, positions.Count * stride);
            var (position, inner) = Math.DivRem(rest, stride);
            return planes[(((outer * old.Count) + positions[position]) * stride) + inner];
        })]);
    }

    public override Cube Crop(Window window) => new RasterSourceCube(ShapeOf(this, window), [.. planes.Select(parts =>
        (IReadOnlyList<RasterPart>)[.. parts.Where(part => part.Within(window) is not null)
            .Select(part => part.Shifted(-window.Column, -window.Row))])]);

    private static double BytesPerCell(RasterPart part) => (double)part.Type.Size() / ((long)part.Fit.Factor * part.Fit.Factor);

    private static int Overlap(IReadOnlyList<RasterPart> parts) =>
        parts.Where((part, index) => parts.Take(index).Any(other => other.Within(part.Cells) is not null)).Any()
            ? Math.Min(parts.Count, MostOverlap)
            : Math.Min(parts.Count, 1);

    private static (int Width, int Height) TileOf(IReadOnlyList<IReadOnlyList<RasterPart>> planes)
    {
        var tiles = planes.SelectMany(plane => plane).Select(part => part.TileCells).ToList();
        return (tiles.Select(tile => tile.Width).DefaultIfEmpty().Max(), tiles.Select(tile => tile.Height).DefaultIfEmpty().Max());
    }
}
