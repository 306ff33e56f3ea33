namespace Graticule.Raster.Cubes;

/// <summary>
/// A cube as cubes with a few of its planes each, for walks that look at each plane by itself: what is computed between the samples of a
/// window and its last cells then stays in the processor's caches, however many planes there are.
/// </summary>
internal static class PlaneRuns
{
    /// <summary>Cubes at most: each has decoded samples of its own, and a file of kept windows for each thread.</summary>
    private const int Most = 32;

    /// <summary>
    /// Neighbouring planes and the number of the first of them. The cube itself where it comes from memory, or where its planes cannot be had
    /// apart without decoding more than for all: then no bound is known for what would be computed several times.
    /// </summary>
    /// <param name="cube">With x and y.</param>
    /// <param name="leastCells">Smaller planes are left together.</param>
    internal static IReadOnlyList<(Cube Cube, int First)> Of(Cube cube, long leastCells)
    {
        // Labels of the first dimension with several are runs of planes.
        var split = cube.Shape.PlaneDimensions.FirstOrDefault(dimension => dimension.Count > 1);
        if (split is null || cube.BytesPerPixel == 0 || (long)cube.Shape.Width * cube.Shape.Height < leastCells)
        {
            return [(cube, 0)];
        }

        var labels = (split.Count + Most - 1) / Most;
        var stride = cube.Shape.StrideOf(split);
        List<(Cube Cube, int First)> parts =
            [.. Enumerable.Range(0, split.Count).Chunk(labels).Select(positions => (cube.Select(split.Name, positions), positions[0] * stride))];
        return parts.Sum(part => part.Cube.BytesPerPixel) <= cube.BytesPerPixel ? parts : [(cube, 0)];
    }
}
