namespace Graticule.Raster.Cubes;

/// <summary>Which places of a cube hold a value.</summary>
public static class Occupancy
{
    /// <summary>Reads all of a cube and leaves out the labels whose cells are all missing.</summary>
    /// <param name="cube">What to read.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>
    /// The cube without such labels at the ends of each dimension; in the middle too where order and distance of labels mean nothing: along
    /// all but spatial and temporal dimensions.
    /// </returns>
    public static Cube Trim(Cube cube, CubeWalkOptions options, CancellationToken cancellationToken)
    {
        var shape = cube.Shape;
        var (planes, rows, columns) = (new bool[shape.Planes], new bool[shape.Height], new bool[shape.Width]);
        CubeWalk.Run(cube, options, (block, _) => Mark(block, planes, rows, columns), progress: null, cancellationToken);
        foreach (var dimension in shape.PlaneDimensions)
        {
            var run = PlaneRun.Of(shape, dimension.Name);
            var isUsed = new bool[dimension.Count];
            for (var plane = 0; plane < planes.Length; plane++)
            {
                isUsed[run.Split(plane).Position] |= planes[plane];
            }

            var kept = Kept(dimension, isUsed);
            cube = kept.Count == dimension.Count ? cube : cube.Select(dimension.Name, kept);
        }

        var (left, width) = Ends(columns);
        var (top, height) = Ends(rows);
        (left, width) = shape.X is null ? (0, 1) : (left, width);
        (top, height) = shape.Y is null ? (0, 1) : (top, height);
        return width == shape.Width && height == shape.Height ? cube : cube.Crop(new(left, top, width, height));
    }

    /// <summary>Flags only ever become true, so threads may meet in them.</summary>
    private static void Mark(Block block, bool[] planes, bool[] rows, bool[] columns)
    {
        var window = block.Window;
        for (var plane = 0; plane < block.Planes; plane++)
        {
            var cells = block.Plane(plane);
            for (var i = 0; i < cells.Length; i++)
            {
                if (!Missing.Is(cells[i]))
                {
                    planes[plane] = true;
                    rows[window.Row + (i / window.Width)] = true;
                    columns[window.Column + (i % window.Width)] = true;
                }
            }
        }
    }

    private static IReadOnlyList<int> Kept(Dimension dimension, bool[] isUsed)
    {
        if (dimension.Type is not (DimensionType.Spatial or DimensionType.Temporal))
        {
            return [.. Enumerable.Range(0, isUsed.Length).Where(position => isUsed[position])];
        }

        var (start, count) = Ends(isUsed);
        return [.. Enumerable.Range(start, count)];
    }

    private static (int Start, int Count) Ends(bool[] isUsed)
    {
        var start = Array.IndexOf(isUsed, value: true);
        return start < 0 ? (0, 0) : (start, Array.LastIndexOf(isUsed, value: true) - start + 1);
    }
}
