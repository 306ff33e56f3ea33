namespace Graticule.Raster.Observations.Points;

/// <summary>What a file tells once for all rows that do not tell it themselves.</summary>
internal sealed record RowDefaults
{
    internal double? Latitude { get; init; }

    internal double? Longitude { get; init; }

    /// <summary>Seconds since 1970.</summary>
    internal long? Time { get; init; }

    /// <summary>The day in seconds since 1970, for rows that tell the hour only.</summary>
    internal long? Day { get; init; }

    internal double? Depth { get; init; }

    internal Platform Platform { get; init; } = Platform.Unknown;
}
