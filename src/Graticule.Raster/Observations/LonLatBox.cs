namespace Graticule.Raster.Observations;

/// <summary>A box of degrees on WGS84. Edges belong to it. One whose west is greater than its east crosses the antimeridian.</summary>
/// <param name="West">-180 to 180.</param>
/// <param name="South">-90 to 90.</param>
/// <param name="East">-180 to 180.</param>
/// <param name="North">-90 to 90, not below the south.</param>
public readonly record struct LonLatBox(double West, double South, double East, double North)
{
    public static LonLatBox World { get; } = new(-180, -90, 180, 90);

    public bool CrossesAntimeridian => West > East;

    /// <summary>Whether a place, its longitude between -180 and 180, lies inside or on an edge. Both 180 and -180 are the antimeridian.</summary>
    public bool Contains(double longitude, double latitude) => latitude >= South && latitude <= North && HoldsLongitude(longitude);

    /// <summary>Whether the boxes share a place.</summary>
    public bool Touches(LonLatBox other) =>
        South <= other.North && other.South <= North
        && (HoldsLongitude(other.West) || HoldsLongitude(other.East) || other.HoldsLongitude(West) || other.HoldsLongitude(East));

    private bool HoldsLongitude(double longitude) => Spans(longitude) || (Math.Abs(longitude) == 180 && Spans(-longitude));

    private bool Spans(double longitude) => CrossesAntimeridian ? longitude >= West || longitude <= East : longitude >= West && longitude <= East;
}
