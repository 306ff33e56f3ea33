namespace Graticule.Raster.Cubes;

/// <summary>Summaries of the cells of a cube in zones: one pass over the cube, whatever the number of zones.</summary>
public static class ZonalStatistics
{
    /// <summary>One summary for each zone and plane, the planes of a zone side by side.</summary>
    public static ZoneSummary[] Compute(Cube cube, IReadOnlyList<PolygonMask> masks, CubeWalkOptions options, CancellationToken cancellationToken)
    {
        var planes = cube.Shape.Planes;
        var summaries = new ZoneSummary[checked(masks.Count * planes)];
        var locks = masks.Select(_ => new Lock()).ToArray();
        ZonePass.Run(cube, masks, options, (block, firstPlane, runs) =>
        {
            for (var first = 0; first < runs.Count;)
            {
                var zone = runs[first].Zone;
                var next = first + 1;
                while (next < runs.Count && runs[next].Zone == zone)
                {
                    next++;
                }

                lock (locks[zone])
                {
                    for (var plane = 0; plane < block.Planes; plane++)
                    {
                        ref var summary = ref summaries[(zone * planes) + firstPlane + plane];
                        ReadOnlySpan<double> cells = block.Plane(plane);
                        for (var run = first; run < next; run++)
                        {
                            summary.Add(cells.Slice(runs[run].Offset, runs[run].Length));
                        }
                    }
                }

                first = next;
            }
        }, cancellationToken);
        return summaries;
    }
}
