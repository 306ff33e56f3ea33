using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Sources;

/// <summary>Boxes around places.</summary>
internal static class SphereBox
{
    /// <summary>A little less than the least radius of curvature of the ellipsoid (6,335,439 m), so that a box is never too small.</summary>
    private const double LeastRadius = 6_335_000;

    /// <summary>A box that holds every place within a distance of a place in the box; it reaches all around where that goes over a pole.</summary>
    /// <param name="box">Of the places.</param>
    /// <param name="distance">Metres.</param>
    public static LonLatBox Grow(LonLatBox box, double distance)
    {
        var angle = (distance / LeastRadius) + 1e-9;
        var degrees = angle * (180 / Math.PI);
        var (south, north) = (box.South - degrees, box.North + degrees);
        var farthest = Math.Max(Math.Abs(box.South), Math.Abs(box.North)) * (Math.PI / 180);
        var turn = angle >= Math.PI / 2 ? 2 : Math.Sin(angle) / Math.Cos(farthest);
        var width = box.CrossesAntimeridian ? box.East - box.West + 360 : box.East - box.West;
        var wider = turn >= 1 ? 180 : Math.Asin(turn) * (180 / Math.PI) * 1.001;
        var isAround = south <= -90 || north >= 90 || width + (2 * wider) >= 360;
        (south, north) = (Math.Max(-90, south), Math.Min(90, north));
        return isAround ? new(-180, south, 180, north) : new(GridWindow.Turned(box.West - wider), south, GridWindow.Turned(box.East + wider), north);
    }

    /// <summary>The box around places, the narrower one of those that cross the antimeridian and those that do not; those that are not a number are none.</summary>
    public static LonLatBox Around(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes)
    {
        var (south, north) = (90.0, -90.0);
        var (west, east, westEast, eastEast) = (180.0, -180.0, 360.0, 0.0);
        for (var i = 0; i < latitudes.Length; i++)
        {
            if (double.IsNaN(latitudes[i] + longitudes[i]))
            {
                continue;
            }

            var longitude = GridWindow.Turned(longitudes[i]);
            var eastern = longitude < 0 ? longitude + 360 : longitude;
            (south, north) = (Math.Min(south, latitudes[i]), Math.Max(north, latitudes[i]));
            (west, east) = (Math.Min(west, longitude), Math.Max(east, longitude));
            (westEast, eastEast) = (Math.Min(westEast, eastern), Math.Max(eastEast, eastern));
        }

        return east - west <= eastEast - westEast || eastEast - westEast >= 359.999
            ? new(west, south, east, north)
            : new(GridWindow.Turned(westEast), south, GridWindow.Turned(eastEast), north);
    }
}
