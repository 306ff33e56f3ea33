using System.Globalization;

namespace Graticule.Analysis.Matchup.Outputs.Plots;

/// <summary>The part of the globe that a map shows, and where its meridians and parallels lie.</summary>
/// <param name="West">Degrees, -180 to 180.</param>
/// <param name="South">Degrees.</param>
/// <param name="Width">Degrees to the east, at most 360.</param>
/// <param name="North">Degrees.</param>
internal sealed record MapExtent(double West, double South, double Width, double North)
{
    private const double LeastSide = 0.5;
    private const double Globe = 360;

    private static readonly double[] Steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45, 60];

    /// <summary>The smallest one around places, over the antimeridian where that is shorter, with a margin; the world, where there are none.</summary>
    internal static MapExtent Around(IReadOnlyList<(double Longitude, double Latitude)> places)
    {
        if (places.Count == 0)
        {
            return new(-180, -90, Globe, 90);
        }

        double[] sorted = [.. places.Select(place => Turned(place.Longitude)).Order()];
        var (west, width) = (sorted[0], sorted[^1] - sorted[0]);
        for (var i = 1; i < sorted.Length; i++)
        {
            // All that is not a gap: going around from behind it.
            if (Globe - (sorted[i] - sorted[i - 1]) < width)
            {
                (west, width) = (sorted[i], Globe - (sorted[i] - sorted[i - 1]));
            }
        }

        var (south, north) = (places.Min(place => place.Latitude), places.Max(place => place.Latitude));
        var margin = Math.Max(Math.Max(width, north - south) * 0.06, LeastSide / 2);
        return width + (2 * margin) >= Globe * 0.9
            ? new(-180, Math.Max(-90, south - margin), Globe, Math.Min(90, north + margin))
            : new(Turned(west - margin), Math.Max(-90, south - margin), width + (2 * margin), Math.Min(90, north + margin));
    }

    internal double Height => North - South;

    /// <summary>How much shorter a degree of longitude is than one of latitude in the middle of the map; of large ones the plain grid is shown.</summary>
    internal double Shortening => Width > 120 ? 1 : Math.Max(0.2, Math.Cos((South + North) / 2 * Math.PI / 180));

    /// <summary>Shares of the width and the height before a place.</summary>
    internal (double X, double Y) ShareOf(double longitude, double latitude)
    {
        var east = (longitude - West) % Globe;
        return ((east < 0 ? east + Globe : east) / Width, (latitude - South) / Height);
    }

    /// <summary>Meridians: shares of the width, and their longitudes.</summary>
    internal IEnumerable<(double Share, string Text)> Meridians()
    {
        var step = StepOf(Math.Max(Width, Height / Shortening));
        for (var number = Math.Ceiling(West / step); number * step <= West + Width; number++)
        {
            var longitude = Turned(number * step);
            yield return (((number * step) - West) / Width, Text(longitude, Math.Abs(longitude) is 0 or 180 ? "" : longitude < 0 ? "W" : "E"));
        }
    }

    /// <summary>Parallels: shares of the height, and their latitudes.</summary>
    internal IEnumerable<(double Share, string Text)> Parallels()
    {
        var step = StepOf(Math.Max(Width * Shortening, Height));
        for (var number = Math.Ceiling(South / step); number * step <= North; number++)
        {
            var latitude = number * step;
            yield return ((latitude - South) / Height, Text(latitude, latitude == 0 ? "" : latitude < 0 ? "S" : "N"));
        }
    }

    private static double StepOf(double side) => Array.Find(Steps, step => side / step <= 8) is > 0 and var step ? step : Steps[^1];

    private static double Turned(double longitude)
    {
        var turned = (longitude + 180) % Globe;
        return (turned < 0 ? turned + Globe : turned) - 180;
    }

    private static string Text(double degrees, string side) => $"{Math.Abs(Math.Round(degrees, 2)).ToString("0.##", CultureInfo.InvariantCulture)}°{side}";
}
