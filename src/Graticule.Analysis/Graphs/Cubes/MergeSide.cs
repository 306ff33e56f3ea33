using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>One of two cubes that are merged, on the x and y of the result.</summary>
/// <param name="Cube">The cube.</param>
/// <param name="Positions">
/// For each dimension of it other than x and y and for each label of the result its position; -1 where the cube lacks the label.
/// </param>
/// <param name="Cover">The cells of x and y that the cube has, of those of the result.</param>
internal sealed record MergeSide(Cube Cube, IReadOnlyDictionary<string, IReadOnlyList<int>> Positions, Window Cover)
{
    internal MergeSide Select(string dimension, IReadOnlyList<int> positions)
    {
        if (!Positions.TryGetValue(dimension, out var old))
        {
            return this;
        }

        var used = positions.Select(position => old[position]).Where(position => position >= 0).Distinct().Order().ToList();
        var changed = Positions.ToDictionary(StringComparer.Ordinal);
        changed[dimension] = [.. positions.Select(position => old[position] < 0 ? -1 : used.BinarySearch(old[position]))];
        return this with { Cube = used.Count == Cube.Shape.Find(dimension)!.Count ? Cube : Cube.Select(dimension, used), Positions = changed };
    }

    internal MergeSide Crop(Window window)
    {
        var (left, top) = (Math.Max(Cover.Column - window.Column, 0), Math.Max(Cover.Row - window.Row, 0));
        var right = Math.Min(Cover.Column + Cover.Width - window.Column, window.Width);
        var bottom = Math.Min(Cover.Row + Cover.Height - window.Row, window.Height);
        return this with { Cube = Cube.Crop(window), Cover = new(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top)) };
    }

    /// <summary>For each plane of the result the plane of this cube; -1 where it has none.</summary>
    internal int[] PlanesOf(CubeShape result)
    {
        var planes = new int[result.Planes];
        foreach (var (name, positions) in Positions)
        {
            var run = PlaneRun.Of(result, name);
            var stride = Cube.Shape.StrideOf(Cube.Shape.Find(name)!);
            for (var plane = 0; plane < planes.Length; plane++)
            {
                var position = positions[run.Split(plane).Position];
                planes[plane] = planes[plane] < 0 || position < 0 ? -1 : planes[plane] + (position * stride);
            }
        }

        return planes;
    }

    internal bool Meets(MergeSide other) =>
        Cover.Column < other.Cover.Column + other.Cover.Width && other.Cover.Column < Cover.Column + Cover.Width
        && Cover.Row < other.Cover.Row + other.Cover.Height && other.Cover.Row < Cover.Row + Cover.Height;
}
