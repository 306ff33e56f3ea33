namespace Graticule.Raster.Observations.Points;

/// <summary>What a column of a table of text tells.</summary>
internal enum ColumnRole
{
    Value,
    Latitude,
    Longitude,
    Time,
    Date,
    Year,
    Month,
    Day,
    DayOfYear,
    Hour,
    Minute,
    Second,
    Depth,
    Platform,
    PlatformCode,
    PlatformId,
    PlatformType,
    Device,
    Meta,
    Provider,
    Project,
    Job,
}
