using Graticule.Raster.Gdal;

namespace Graticule.Raster.Rendering;

/// <summary>Takes places of a picture to columns and rows of a raster, exactly. One thread uses it at a time.</summary>
/// <param name="source">The raster.</param>
/// <param name="transform">From the picture's CRS to the raster's; null when they are the same.</param>
/// <param name="box">What the picture shows, in its CRS.</param>
/// <param name="width">Pixels of the picture.</param>
/// <param name="height">Pixels of the picture.</param>
internal sealed class GroundPlaces(MapSource source, CoordinateTransform? transform, Box box, int width, int height)
{
    private const double Turn = 360;

    private readonly double[] _inverse = Invert(source.Place.Transform);

    /// <summary>Turns places of the picture (pixels from its upper left corner) into columns and rows of the raster; NaN outside the domain.</summary>
    internal void Apply(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = box.MinX + (x[i] * (box.MaxX - box.MinX) / width);
            y[i] = box.MaxY - (y[i] * (box.MaxY - box.MinY) / height);
        }

        transform?.Apply(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var (east, north) = (source.IsGeographic ? Wrap(x[i]) : x[i], y[i]);
            x[i] = _inverse[0] + (east * _inverse[1]) + (north * _inverse[2]);
            y[i] = _inverse[3] + (east * _inverse[4]) + (north * _inverse[5]);
        }
    }

    /// <summary>The same meridian, counted as the raster counts: from its western edge on.</summary>
    private double Wrap(double longitude) => longitude >= source.Bounds.MinX && longitude <= source.Bounds.MaxX
        ? longitude
        : longitude - (Turn * Math.Floor((longitude - source.Bounds.MinX) / Turn));

    private static double[] Invert(IReadOnlyList<double> t)
    {
        var determinant = (t[1] * t[5]) - (t[2] * t[4]);
        var (a, b, d, e) = (t[5] / determinant, -t[2] / determinant, -t[4] / determinant, t[1] / determinant);
        return [-(t[0] * a) - (t[3] * b), a, b, -(t[0] * d) - (t[3] * e), d, e];
    }
}
