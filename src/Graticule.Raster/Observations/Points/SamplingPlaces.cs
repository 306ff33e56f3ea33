namespace Graticule.Raster.Observations.Points;

/// <summary>Where and when the rows of a file of sampling geometries lie, by row.</summary>
internal sealed record SamplingPlaces
{
    internal required Func<int, double> Latitudes { get; init; }

    internal required Func<int, double> Longitudes { get; init; }

    internal required Func<int, long?> Times { get; init; }

    internal Func<int, double>? Depths { get; init; }

    internal required Func<int, Platform> Platforms { get; init; }
}
