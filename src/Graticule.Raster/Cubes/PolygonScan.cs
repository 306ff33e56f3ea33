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

    private readonly List<Crossing> _crossings = [];

    internal void Add(Polygon polygon)
    {
        _crossings.Clear();
        AddRing(polygon.ExteriorRing.CoordinateSequence);
        foreach (var hole in polygon.InteriorRings)
        {
            AddRing(hole.CoordinateSequence);
        }

        _crossings.Sort(static (a, b) => a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : a.X.CompareTo(b.X));
        var all = CollectionsMarshal.AsSpan(_crossings);
        for (var first = 0; first < all.Length;)
        {
            var next = first + 1;
            var turns = all[first].GoesUp != all[first].GoesDown;
            while (next < all.Length && all[next].Rank == all[first].Rank)
            {
                turns |= all[next].GoesUp != all[next].GoesDown;
                next++;
            }

            var crossings = all[first..next];
            AddPairs(crossings, isAbove: true);
            if (turns)
            {
                AddPairs(crossings, isAbove: false);
            }

            first = next;
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

        _crossings.Add(new(rank, a, b, XAt(height, a, b), b.Y > height, a.Y < height));
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

    /// <param name="crossings">Of one rank, from left to right.</param>
    /// <param name="isAbove">Which side of the line.</param>
    private void AddPairs(ReadOnlySpan<Crossing> crossings, bool isAbove)
    {
        var open = -1;
        for (var i = 0; i < crossings.Length; i++)
        {
            ref readonly var crossing = ref crossings[i];
            if (!(isAbove ? crossing.GoesUp : crossing.GoesDown))
            {
                continue;
            }

            if (open < 0)
            {
                open = i;
                continue;
            }

            AddSpan(crossing.Rank, FirstFrom(crossings[open]), LastTo(crossing));
            open = -1;
        }
    }

    private int FirstFrom(in Crossing crossing)
    {
        var first = x.FirstFrom(crossing.X);
        while (first > 0 && IsDoubtful(first - 1, crossing.X) && SideOf(first - 1, crossing) >= 0)
        {
            first--;
        }

        while (first < x.Count && IsDoubtful(first, crossing.X) && SideOf(first, crossing) < 0)
        {
            first++;
        }

        return first;
    }

    private int LastTo(in Crossing crossing)
    {
        var last = x.LastTo(crossing.X);
        while (last < x.Count - 1 && IsDoubtful(last + 1, crossing.X) && SideOf(last + 1, crossing) <= 0)
        {
            last++;
        }

        while (last >= 0 && IsDoubtful(last, crossing.X) && SideOf(last, crossing) > 0)
        {
            last--;
        }

        return last;
    }

    private bool IsDoubtful(int column, double crossing) => Math.Abs(x[column] - crossing) <= Doubtful * Math.Max(1, Math.Abs(crossing));

    /// <summary>1 right of the edge, 0 on it, -1 left of it.</summary>
    private int SideOf(int column, in Crossing crossing) =>
        -(int)Orientation.Index(crossing.Lower, crossing.Upper, new Coordinate(x[column], y[crossing.Rank]));

    private void AddSpan(int rank, int first, int last)
    {
        if (first <= last)
        {
            add(rank, first, last);
        }
    }

    /// <summary>Where an edge that is not level meets the line, and whether it goes on above and below.</summary>
    private readonly record struct Crossing(int Rank, Coordinate Lower, Coordinate Upper, double X, bool GoesUp, bool GoesDown);
}
