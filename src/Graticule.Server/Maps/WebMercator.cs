using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>EPSG:3857: the sphere of radius 6378137 m under a Mercator projection (EPSG guidance note 7-2, method 1024).</summary>
internal static class WebMercator
{
    /// <summary>Half the width of the world, in metres.</summary>
    public const double Edge = 20037508.342789244;

    /// <summary>Where the square world ends in the north and the south, in degrees.</summary>
    public const double LastLatitude = 85.05112877980659;

    private const double Radius = 6378137;

    /// <summary>A box in degrees as metres, cut at the ends of the square world; null when nothing of it is inside.</summary>
    public static Box? Project(Box degrees)
    {
        var (south, north) = (Math.Max(degrees.MinY, -LastLatitude), Math.Min(degrees.MaxY, LastLatitude));
        var (west, east) = (Math.Max(degrees.MinX, -180), Math.Min(degrees.MaxX, 180));
        return south < north && west < east ? new(west * Edge / 180, Northing(south), east * Edge / 180, Northing(north)) : null;
    }

    private static double Northing(double latitude) => Radius * Math.Asinh(Math.Tan(latitude * Math.PI / 180));
}
