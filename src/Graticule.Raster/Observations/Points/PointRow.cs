namespace Graticule.Raster.Observations.Points;

/// <summary>Place, time and origin of an observation, as a reader hands it to a table; its values follow one by one.</summary>
public readonly record struct PointRow
{
    /// <summary>Degrees, -90 to 90.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees, -180 to 360; above 180 it is turned back by 360.</summary>
    public required double Longitude { get; init; }

    /// <summary>Seconds since 1970, rounded down.</summary>
    public required long Time { get; init; }

    /// <summary>Metres below the surface; NaN: none.</summary>
    public double Depth { get; init; } = double.NaN;

    public Platform Platform { get; init; } = Platform.Unknown;

    public string? Device { get; init; }

    /// <summary>Its own id.</summary>
    public string? Meta { get; init; }

    public string? Provider { get; init; }

    public string? Project { get; init; }

    public string? Job { get; init; }

    public PointRow()
    {
    }

    /// <summary>What is wrong with its place; null: nothing.</summary>
    internal string? Fault =>
        !(Latitude is >= -90 and <= 90) ? FormattableString.Invariant($"the latitude {Latitude} is not between -90 and 90")
        : !(Longitude is >= -180 and <= 360) ? FormattableString.Invariant($"the longitude {Longitude} is not between -180 and 360")
        : null;
}
