using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Vectors;
using NetTopologySuite.Geometries;

namespace Graticule.Raster.CubeFormats;

/// <summary>Where a grid lies, in the words of files and catalogues.</summary>
internal static class Placement
{
    /// <summary>Points along each edge that are taken to longitude and latitude: straight edges become curves.</summary>
    private const int EdgePoints = 21;

    internal static Georeference Of(Grid grid) => new([grid.Left, grid.StepX, 0, grid.Top, 0, grid.StepY], Wkt(grid.ReferenceSystem));

    /// <summary>Fills in what a catalogue says of the place of a file.</summary>
    internal static WrittenFile Locate(WrittenFile file, Grid grid) => file with
    {
        BoundingBox = BoundingBox(grid),
        ReferenceSystem = Name(grid.ReferenceSystem),
        Shape = [grid.Height, grid.Width],
        Transform = [grid.StepX, 0, grid.Left, 0, grid.StepY, grid.Top],
    };

    /// <summary>WKT; empty of a system that is not known.</summary>
    internal static string Wkt(string? referenceSystem)
    {
        using var reference = referenceSystem is null ? null : CoordinateReference.Find(referenceSystem);
        return reference?.Wkt() ?? "";
    }

    /// <summary>West, south, east, north in EPSG:4326; null where the place on Earth is not known.</summary>
    internal static IReadOnlyList<double>? BoundingBox(Grid grid) => BoundingBox(grid.Left, grid.Top, grid.Right, grid.Bottom, grid.ReferenceSystem);

    /// <inheritdoc cref="BoundingBox(Grid)"/>
    internal static IReadOnlyList<double>? BoundingBox(FeatureCollection features)
    {
        var all = new Envelope();
        foreach (var feature in features.Features.Where(feature => feature.Geometry is { IsEmpty: false }))
        {
            all.ExpandToInclude(feature.Geometry!.EnvelopeInternal);
        }

        return all.IsNull ? null : BoundingBox(all.MinX, all.MaxY, all.MaxX, all.MinY, features.ReferenceSystem);
    }

    private static double[]? BoundingBox(double left, double top, double right, double bottom, string? referenceSystem)
    {
        using var own = referenceSystem is null ? null : CoordinateReference.Find(referenceSystem);
        using var geographic = CoordinateReference.Find("EPSG:4326");
        using var transform = own is null || geographic is null ? null : CoordinateTransform.Find(own, geographic);
        return transform is null ? null : BoundingBox(left, top, right, bottom, transform);
    }

    private static double[]? BoundingBox(double left, double top, double right, double bottom, CoordinateTransform transform)
    {
        var x = new double[4 * EdgePoints];
        var y = new double[4 * EdgePoints];
        for (var i = 0; i < EdgePoints; i++)
        {
            var share = (double)i / (EdgePoints - 1);
            var (across, down) = (left + (share * (right - left)), top + (share * (bottom - top)));
            (x[4 * i], y[4 * i]) = (across, top);
            (x[(4 * i) + 1], y[(4 * i) + 1]) = (across, bottom);
            (x[(4 * i) + 2], y[(4 * i) + 2]) = (left, down);
            (x[(4 * i) + 3], y[(4 * i) + 3]) = (right, down);
        }

        transform.Apply(x, y);
        var (inX, inY) = (x.Where(double.IsFinite).ToList(), y.Where(double.IsFinite).ToList());
        return inX.Count == 0 ? null : [inX.Min(), inY.Min(), inX.Max(), inY.Max()];
    }

    private static string? Name(string? referenceSystem)
    {
        using var reference = referenceSystem is null ? null : CoordinateReference.Find(referenceSystem);
        return reference?.Name() ?? referenceSystem;
    }
}
