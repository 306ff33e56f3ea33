using Graticule.Raster.Cubes;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog;

/// <summary>What it takes to read a cube whole, found without reading it.</summary>
/// <param name="Samples">Samples of files that are decoded: pixels times planes.</param>
/// <param name="Bytes">What they take up when they are decoded.</param>
/// <param name="Files">Files that are opened, once by each thread.</param>
/// <param name="Cells">Cells of the cube itself.</param>
public sealed record CubeCost(long Samples, long Bytes, int Files, long Cells)
{
    public static CubeCost Of(Cube cube)
    {
        HashSet<Cube> seen = new(ReferenceEqualityComparer.Instance);
        var parts = Sources(cube, seen).SelectMany(source => source.Planes.SelectMany(plane => plane.Select(part =>
            (Part: part, Pixels: part.Within(new Window(0, 0, source.Shape.Width, source.Shape.Height))?.Pixels.Pixels ?? 0)))).ToList();
        return new(
            parts.Sum(part => part.Pixels),
            parts.Sum(part => part.Pixels * part.Part.Type.Size()),
            parts.Where(part => part.Pixels > 0).DistinctBy(part => part.Part.Path, StringComparer.Ordinal).Count(),
            (long)cube.Shape.Planes * cube.Shape.Width * cube.Shape.Height);
    }

    /// <summary>Paths of the files that a cube comes from, as far as they show without reading it.</summary>
    public static IReadOnlyList<string> FilesOf(Cube cube) =>
    [
        .. Sources(cube, new(ReferenceEqualityComparer.Instance))
            .SelectMany(source => source.Planes).SelectMany(plane => plane).Select(part => part.Path).Distinct(StringComparer.Ordinal),
    ];

    private static IEnumerable<RasterSourceCube> Sources(Cube cube, HashSet<Cube> seen)
    {
        if (!seen.Add(cube))
        {
            return [];
        }

        return cube is RasterSourceCube source ? [source] : cube.Inputs.SelectMany(input => Sources(input, seen));
    }
}
