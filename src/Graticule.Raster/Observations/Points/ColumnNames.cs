namespace Graticule.Raster.Observations.Points;

/// <summary>The names by which columns of tables are known, in letters of any case.</summary>
internal static class ColumnNames
{
    private static readonly Dictionary<string, ColumnRole> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["latitude"] = ColumnRole.Latitude,
        ["lat"] = ColumnRole.Latitude,
        ["latitudes"] = ColumnRole.Latitude,
        ["lat_deg"] = ColumnRole.Latitude,
        ["decimallatitude"] = ColumnRole.Latitude,
        ["longitude"] = ColumnRole.Longitude,
        ["lon"] = ColumnRole.Longitude,
        ["long"] = ColumnRole.Longitude,
        ["lng"] = ColumnRole.Longitude,
        ["longitudes"] = ColumnRole.Longitude,
        ["lon_deg"] = ColumnRole.Longitude,
        ["decimallongitude"] = ColumnRole.Longitude,
        ["time"] = ColumnRole.Time,
        ["datetime"] = ColumnRole.Time,
        ["date_time"] = ColumnRole.Time,
        ["timestamp"] = ColumnRole.Time,
        ["time_utc"] = ColumnRole.Time,
        ["epoch"] = ColumnRole.Time,
        ["date"] = ColumnRole.Date,
        ["year"] = ColumnRole.Year,
        ["month"] = ColumnRole.Month,
        ["day"] = ColumnRole.Day,
        ["sdy"] = ColumnRole.DayOfYear,
        ["hour"] = ColumnRole.Hour,
        ["minute"] = ColumnRole.Minute,
        ["second"] = ColumnRole.Second,
        ["depth"] = ColumnRole.Depth,
        ["platform"] = ColumnRole.Platform,
        ["station"] = ColumnRole.Platform,
        ["platform_code"] = ColumnRole.PlatformCode,
        ["platform_id"] = ColumnRole.PlatformId,
        ["platform_type"] = ColumnRole.PlatformType,
        ["device"] = ColumnRole.Device,
        ["instrument"] = ColumnRole.Device,
        ["id"] = ColumnRole.Meta,
        ["meta"] = ColumnRole.Meta,
        ["provider"] = ColumnRole.Provider,
        ["project"] = ColumnRole.Project,
        ["job_id"] = ColumnRole.Job,
    };

    /// <summary>What a column of that name tells; names of the layout go before the usual ones.</summary>
    internal static ColumnRole RoleOf(string name, DatasetLayout layout) =>
        Is(layout.Latitude, name) ? ColumnRole.Latitude
        : Is(layout.Longitude, name) ? ColumnRole.Longitude
        : Is(layout.Time, name) ? ColumnRole.Time
        : Is(layout.Depth, name) ? ColumnRole.Depth
        : layout.Variables.Contains(name, StringComparer.Ordinal) ? ColumnRole.Value
        : Usual(name, layout);

    /// <summary>A name and the units behind it, as in <c>depth (m)</c> and <c>chlor_a [mg m-3]</c>.</summary>
    internal static (string Name, string? Units) Split(string header)
    {
        header = header.Trim();
        var bracket = header.LastIndexOfAny(['(', '[']);
        return bracket > 0 && header[^1] is ')' or ']'
            ? (header[..bracket].TrimEnd(), header[(bracket + 1)..^1].Trim() is { Length: > 0 } units ? units : null)
            : (header, null);
    }

    /// <summary>A usual name does not count for what the layout has another name for.</summary>
    private static ColumnRole Usual(string name, DatasetLayout layout)
    {
        var role = Roles.GetValueOrDefault(name, ColumnRole.Value);
        var isNamed = role switch
        {
            ColumnRole.Latitude => layout.Latitude is not null,
            ColumnRole.Longitude => layout.Longitude is not null,
            ColumnRole.Time or (>= ColumnRole.Date and <= ColumnRole.Second) => layout.Time is not null,
            ColumnRole.Depth => layout.Depth is not null,
            _ => false,
        };
        return isNamed ? ColumnRole.Value : role;
    }

    private static bool Is(string? wanted, string name) => string.Equals(wanted, name, StringComparison.OrdinalIgnoreCase);
}
