using Graticule.Raster.Gdal;

namespace Graticule.Raster.Cubes;

/// <summary>A rectangle along the axes of a coordinate reference system; its edges belong to it.</summary>
/// <param name="West">Least x.</param>
/// <param name="South">Least y.</param>
/// <param name="East">Greatest x.</param>
/// <param name="North">Greatest y.</param>
/// <param name="ReferenceSystem"><c>EPSG:4326</c> or WKT; x (longitude, easting) is first in any.</param>
public sealed record GroundBox(double West, double South, double East, double North, string ReferenceSystem)
{
    /// <summary>Points along an edge that are transformed: edges are bent in another reference system.</summary>
    private const int Points = 33;

    /// <summary>The smallest rectangle along the axes of another reference system that has all of this one in it.</summary>
    /// <param name="other">Name or WKT; null: the same.</param>
    /// <returns>Null where nothing of this rectangle can be said in the other system.</returns>
    /// <exception cref="GdalException">One of the reference systems is not known, or there is no way between them.</exception>
    public GroundBox? In(string? other)
    {
        if (other is null || other == ReferenceSystem)
        {
            return this;
        }

        using var source = ReferenceSystems.Open(ReferenceSystem);
        using var target = ReferenceSystems.Open(other);
        if (source.IsSameAs(target))
        {
            return this with { ReferenceSystem = other };
        }

        using var transform = CoordinateTransform.Find(source, target) ?? throw new GdalException($"There is no way from {ReferenceSystem} to {other}.");
        var (x, y) = (new double[Points * Points], new double[Points * Points]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = West + ((East - West) * (i % Points) / (Points - 1));
            y[i] = South + ((North - South) * (i / Points) / (Points - 1));
        }

        transform.Apply(x, y);
        var (known, knownY) = (x.Where(double.IsFinite).ToArray(), y.Where(double.IsFinite).ToArray());
        return known.Length == 0 ? null : new(known.Min(), knownY.Min(), known.Max(), knownY.Max(), other);
    }

    /// <summary>The columns and rows of a cube whose centres lie within this rectangle, which is in the reference system of the cube.</summary>
    /// <returns>A window, also where labels are irregular; without cells where none lies within.</returns>
    public Windows.Window Within(CubeShape shape)
    {
        var (column, width) = Range(shape.X, West, East);
        var (row, height) = Range(shape.Y, South, North);
        var isEmpty = width == 0 || height == 0;
        return new(column, row, isEmpty && shape.X is not null ? 0 : width, isEmpty && shape.Y is not null ? 0 : height);
    }

    /// <summary>Centres on an edge count, also where rounding put them beside it.</summary>
    private static (int Start, int Count) Range(Dimension? axis, double least, double greatest)
    {
        if (axis is null)
        {
            return (0, 1);
        }

        var tolerance = axis.Count > 1 ? Math.Abs(axis.Labels[1].Number - axis.Labels[0].Number) * 1e-6 : 0;
        var (first, last) = (-1, -1);
        for (var i = 0; i < axis.Count; i++)
        {
            if (axis.Labels[i].Number >= least - tolerance && axis.Labels[i].Number <= greatest + tolerance)
            {
                (first, last) = (first < 0 ? i : first, i);
            }
        }

        return first < 0 ? (0, 0) : (first, last - first + 1);
    }
}
