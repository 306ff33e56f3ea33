namespace Graticule.Analysis.Matchup.Matching;

/// <summary>Places on WGS84 with their times: what is matched with what.</summary>
public abstract record Places
{
    /// <summary>Number of places, invalid ones included: indexes go from 0 to below it.</summary>
    public abstract int Count { get; }
}

/// <summary>The cell centres of a grid at one time. The index of a cell is row x columns + column.</summary>
/// <param name="Latitudes">Degrees, of each row, strictly rising or falling.</param>
/// <param name="Longitudes">Degrees, of each column, strictly rising or falling, less than 360 from the first to the last; any turn of the circle.</param>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="Valid">Which cells take part, a cell each; null: all.</param>
public sealed record GridPlaces(double[] Latitudes, double[] Longitudes, long Time, bool[]? Valid = null) : Places
{
    public override int Count => Latitudes.Length * Longitudes.Length;
}

/// <summary>Single places: pixels of a swath, observations in place. Those with a latitude or longitude that is not a number take no part.</summary>
/// <param name="Latitudes">Degrees.</param>
/// <param name="Longitudes">Degrees, any turn of the circle.</param>
/// <param name="Times">Seconds since 1970.</param>
public sealed record PointPlaces(double[] Latitudes, double[] Longitudes, long[] Times) : Places
{
    public override int Count => Latitudes.Length;
}
