using NetTopologySuite.Geometries;

namespace Graticule.Raster.Cubes;

/// <summary>Finds the pixels of geometries. Not for several threads at once.</summary>
internal sealed class GeometryScan
{
    private readonly PixelAxis _x;
    private readonly PixelAxis _y;
    private readonly PolygonScan _polygons;

    internal GeometryScan(PixelAxis x, PixelAxis y)
    {
        (_x, _y) = (x, y);
        _polygons = new(x, y, AddRanks);
    }

    /// <summary>In any order; they may overlap. Whoever takes them clears the list.</summary>
    internal List<(int Row, RowSpan Span)> Spans { get; } = [];

    internal void Add(Geometry? geometry)
    {
        switch (geometry)
        {
            case null or { IsEmpty: true }:
                break;
            case GeometryCollection collection:
                foreach (var part in collection.Geometries)
                {
                    Add(part);
                }

                break;
            case Polygon polygon:
                _polygons.Add(polygon);
                break;
            case LineString line:
                AddLine(line.CoordinateSequence);
                break;
            case Point point:
                AddCells(_x.Position(point.X), _x.Position(point.X), (int)Math.Floor(_y.Position(point.Y)));
                break;
            default:
                throw new ArgumentException($"A {geometry.GeometryType} has no pixels.", nameof(geometry));
        }
    }

    private void AddLine(CoordinateSequence line)
    {
        for (var i = 1; i < line.Count; i++)
        {
            AddSegment(_x.Position(line.GetX(i - 1)), _y.Position(line.GetY(i - 1)), _x.Position(line.GetX(i)), _y.Position(line.GetY(i)));
        }
    }

    /// <summary>The cells that a segment passes, its ends given in ranks.</summary>
    private void AddSegment(double x0, double y0, double x1, double y1)
    {
        if (y1 < y0)
        {
            (x0, y0, x1, y1) = (x1, y1, x0, y0);
        }

        var last = (int)Math.Min(Math.Floor(y1), _y.Count - 1);
        for (var rank = (int)Math.Max(Math.Floor(y0), 0); rank <= last; rank++)
        {
            var (from, to) = (Math.Max(y0, rank), Math.Min(y1, rank + 1));
            var (a, b) = y1 > y0 ? (At(from), At(to)) : (x0, x1);
            AddCells(Math.Min(a, b), Math.Max(a, b), rank);
        }

        double At(double height) => height < y1 ? x0 + ((height - y0) / (y1 - y0) * (x1 - x0)) : x1;
    }

    private void AddCells(double from, double to, int rank)
    {
        var (first, last) = (Math.Max(0, Math.Floor(from)), Math.Min(_x.Count - 1, Math.Floor(to)));
        if (first <= last && rank >= 0 && rank < _y.Count)
        {
            AddRanks(rank, (int)first, (int)last);
        }
    }

    /// <summary>Adds pixels by ranks, the last one included.</summary>
    private void AddRanks(int rank, int first, int last)
    {
        var row = _y.PixelOf(rank);
        var (one, other) = (_x.PixelOf(first), _x.PixelOf(last));
        Spans.Add((row, new(Math.Min(one, other), Math.Max(one, other) + 1)));
    }
}
