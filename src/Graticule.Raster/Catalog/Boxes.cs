namespace Graticule.Raster.Catalog;

/// <summary>Boxes of degrees: west, south, east, north.</summary>
internal static class Boxes
{
    /// <summary>Whether two boxes share a point. One whose west lies east of its east crosses the antimeridian.</summary>
    internal static bool Touch(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        a[1] <= b[3] && b[1] <= a[3] && Spans(a).Any(one => Spans(b).Any(other => one.West <= other.East && other.West <= one.East));

    internal static double[] Union(IEnumerable<IReadOnlyList<double>> boxes)
    {
        var all = boxes.ToList();
        return [all.Min(box => box[0]), all.Min(box => box[1]), all.Max(box => box[2]), all.Max(box => box[3])];
    }

    private static IEnumerable<(double West, double East)> Spans(IReadOnlyList<double> box) =>
        box[0] <= box[2] ? [(box[0], box[2])] : [(box[0], 180), (-180, box[2])];
}
