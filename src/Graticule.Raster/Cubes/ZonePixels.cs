namespace Graticule.Raster.Cubes;

/// <summary>The cells of a zone.</summary>
/// <param name="Zone">Position of the zone.</param>
/// <param name="FirstPlane">Of the planes that are given.</param>
/// <param name="Planes">How many.</param>
/// <param name="Cells">For each pixel of the zone, row by row, the cells of these planes side by side.</param>
public sealed record ZoneCells(int Zone, int FirstPlane, int Planes, Memory<double> Cells);

/// <summary>Collects the cells of a cube by zones, in as many passes as memory demands.</summary>
public static class ZonePixels
{
    /// <summary>Calls <paramref name="take"/> for each zone, one after the other; several times where not all its planes fit into memory.</summary>
    /// <param name="cube">What to read.</param>
    /// <param name="masks">The zones; may overlap.</param>
    /// <param name="options">How; half of its memory holds collected cells.</param>
    /// <param name="take">Gets the cells, valid during the call.</param>
    /// <param name="cancellationToken">Ends the work between windows.</param>
    public static void Collect(
        Cube cube, IReadOnlyList<PolygonMask> masks, CubeWalkOptions options, Action<ZoneCells> take, CancellationToken cancellationToken) =>
        Collect(cube, 0, masks, options, take, cancellationToken);

    private static void Collect(
        Cube cube, int firstPlane, IReadOnlyList<PolygonMask> masks, CubeWalkOptions options, Action<ZoneCells> take, CancellationToken cancellationToken)
    {
        var most = options.MostBytes / 2 / sizeof(double);
        var largest = masks.Select(mask => mask.Count).DefaultIfEmpty().Max();
        var split = cube.Shape.PlaneDimensions.FirstOrDefault(dimension => dimension.Count > 1);
        if (largest * cube.Shape.Planes > most && split is not null)
        {
            // Those of the first dimension with more labels than one are runs of planes.
            var half = split.Count / 2;
            Collect(cube.Select(split.Name, [.. Enumerable.Range(0, half)]), firstPlane, masks, options, take, cancellationToken);
            Collect(
                cube.Select(split.Name, [.. Enumerable.Range(half, split.Count - half)]),
                firstPlane + (half * cube.Shape.StrideOf(split)), masks, options, take, cancellationToken);
            return;
        }

        for (var first = 0; first < masks.Count;)
        {
            var cells = masks[first].Count * cube.Shape.Planes;
            var next = first + 1;
            while (next < masks.Count && cells + (masks[next].Count * cube.Shape.Planes) <= most)
            {
                cells += masks[next++].Count * cube.Shape.Planes;
            }

            Pass(cube, firstPlane, masks, (first, next), options, take, cancellationToken);
            first = next;
        }
    }

    private static void Pass(
        Cube cube,
        int firstPlane,
        IReadOnlyList<PolygonMask> masks,
        (int First, int Next) batch,
        CubeWalkOptions options,
        Action<ZoneCells> take,
        CancellationToken cancellationToken)
    {
        var planes = cube.Shape.Planes;
        var zones = masks.Skip(batch.First).Take(batch.Next - batch.First).ToList();
        var collected = zones.Select(mask => new double[checked(mask.Count * planes)]).ToList();
        ZonePass.Run(cube, zones, options, (block, first, runs) =>
        {
            for (var plane = 0; plane < block.Planes; plane++)
            {
                var cells = block.Plane(plane);
                foreach (var run in runs)
                {
                    var to = collected[run.Zone];
                    for (var i = 0; i < run.Length; i++)
                    {
                        to[((run.Before + i) * planes) + first + plane] = cells[run.Offset + i];
                    }
                }
            }
        }, cancellationToken);
        for (var zone = 0; zone < zones.Count; zone++)
        {
            take(new(batch.First + zone, firstPlane, planes, collected[zone]));
        }
    }
}
