using System.Runtime.InteropServices;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.Cubes;

/// <summary>
/// Finds the pixel centres in a polygon or on its boundary, exactly as a robust test of each centre would. Along a line through
/// centres the polygon is the union of what it is just above the line, just below it, and its edges that lie on the line; each of the
/// first two is bounded by pairs of crossing edges.
/// </summary>
/// <param name="x">Columns.</param>
/// <param name="y">Rows.</param>
/// <param name="add">Gets the rank of a row, and the first and last rank of its columns.</param>
internal sealed class PolygonScan(PixelAxis x, PixelAxis y, Action<int, int, int> add)
{
    /// <summary>Distance, relative to the coordinate, within which a centre and a crossing are compared exactly.</summary>
    private const double Doubtful = 1e-12;

    private readonly Dictionary<int, List<Crossing>> _crossings = [];

    internal void Add(Polygon polygon)
    {
        _crossings.Clear();
        AddRing(polygon.ExteriorRing.CoordinateSequence);
        foreach (var hole in polygon.InteriorRings)
        {
            AddRing(hole.CoordinateSequence);
        }

        foreach (var (rank, crossings) in _crossings)
        {
            crossings.Sort(static (a, b) => a.X.CompareTo(b.X));
            AddPairs(rank, crossings, isAbove: true);
            if (crossings.Exists(static crossing => crossing.GoesUp != crossing.GoesDown))
            {
                AddPairs(rank, crossings, isAbove: false);
            }
        }
    }

    private void AddRing(CoordinateSequence ring)
    {
        for (var i = 1; i < ring.Count; i++)
        {
            var (a, b) = (ring.GetCoordinate(i - 1), ring.GetCoordinate(i));
            if (a.Y > b.Y)
            {
                (a, b) = (b, a);
            }

            var last = y.LastTo(b.Y);
            for (var rank = y.FirstFrom(a.Y); rank <= last; rank++)
            {
                AddEdge(rank, a, b);
            }
        }
    }

    private void AddEdge(int rank, Coordinate a, Coordinate b)
    {
        var height = y[rank];
        if (a.Y == b.Y)
        {
            AddSpan(rank, x.FirstFrom(Math.Min(a.X, b.X)), x.LastTo(Math.Max(a.X, b.X)));
            return;
        }

        ref var crossings = ref CollectionsMarshal.GetValueRefOrAddDefault(_crossings, rank, out _);
        crossings ??= [];
        crossings.Add(new(a, b, XAt(height, a, b), b.Y > height, a.Y < height));
    }

    /// <summary>Exact at the ends.</summary>
    private static double XAt(double height, Coordinate a, Coordinate b)
    {
        if (height == a.Y)
        {
            return a.X;
        }

        return height == b.Y ? b.X : a.X + ((height - a.Y) / (b.Y - a.Y) * (b.X - a.X));
    }

    private void AddPairs(int rank, List<Crossing> crossings, bool isAbove)
    {
        Crossing? open = null;
        foreach (var crossing in crossings)
        {
            if (!(isAbove ? crossing.GoesUp : crossing.GoesDown))
            {
                continue;
            }

            if (open is not { } left)
            {
                open = crossing;
                continue;
            }

            AddSpan(rank, FirstFrom(left, rank), LastTo(crossing, rank));
            open = null;
        }
    }

    private int FirstFrom(Crossing crossing, int rank)
    {
        var first = x.FirstFrom(crossing.X);
        while (first > 0 && IsDoubtful(first - 1, crossing.X) && SideOf(first - 1, rank, crossing) >= 0)
        {
            first--;
        }

        while (first < x.Count && IsDoubtful(first, crossing.X) && SideOf(first, rank, crossing) < 0)
        {
            first++;
        }

        return first;
    }

    private int LastTo(Crossing crossing, int rank)
    {
        var last = x.LastTo(crossing.X);
        while (last < x.Count - 1 && IsDoubtful(last + 1, crossing.X) && SideOf(last + 1, rank, crossing) <= 0)
        {
            last++;
        }

        while (last >= 0 && IsDoubtful(last, crossing.X) && SideOf(last, rank, crossing) > 0)
        {
            last--;
        }

        return last;
    }

    private bool IsDoubtful(int column, double crossing) => Math.Abs(x[column] - crossing) <= Doubtful * Math.Max(1, Math.Abs(crossing));

    /// <summary>1 right of the edge, 0 on it, -1 left of it.</summary>
    private int SideOf(int column, int rank, Crossing crossing) =>
        -(int)Orientation.Index(crossing.Lower, crossing.Upper, new Coordinate(x[column], y[rank]));

    private void AddSpan(int rank, int first, int last)
    {
        if (first <= last)
        {
            add(rank, first, last);
        }
    }

    /// <summary>Where an edge that is not level meets the line, and whether it goes on above and below.</summary>
    private readonly record struct Crossing(Coordinate Lower, Coordinate Upper, double X, bool GoesUp, bool GoesDown);
}
