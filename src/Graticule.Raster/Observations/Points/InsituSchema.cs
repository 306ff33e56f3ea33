namespace Graticule.Raster.Observations.Points;

/// <summary>
/// The quantities that in-situ services of Apache SDAP speak of, in the order of their schema. Tables may hold others too; only these may be
/// asked for by name in the CDMS dialect.
/// </summary>
public static class InsituSchema
{
    /// <summary>The end of names of quality flags.</summary>
    public const string QualitySuffix = "_quality";

    /// <summary>All, in the order of the schema.</summary>
    public static IReadOnlyList<InsituField> Fields { get; } =
    [
        Field("air_pressure", "hPa"),
        Field("air_temperature", "C"),
        Field("dew_point_temperature", "C"),
        Field("downwelling_longwave_flux_in_air", "W m-2"),
        Field("downwelling_longwave_radiance_in_air", "W m-2 sr-1"),
        Field("downwelling_shortwave_flux_in_air", "W m-2"),
        Field("mass_concentration_of_chlorophyll_in_sea_water", "kg m-3"),
        Field("rainfall_rate", "m s-1"),
        Field("relative_humidity", "1"),
        Field("sea_surface_salinity", "1e-3"),
        Field("sea_surface_skin_temperature", "C"),
        Field("sea_surface_subskin_temperature", "C"),
        Field("sea_surface_temperature", "C"),
        Field("sea_water_density", "kg m-3"),
        Field("sea_water_electrical_conductivity", "S m-1"),
        Field("sea_water_practical_salinity", "1"),
        Field("sea_water_salinity", "1e-3"),
        Field("sea_water_temperature", "C"),
        Field("surface_downwelling_photosynthetic_photon_flux_in_air", "mol m-2 s-1"),
        Field("wet_bulb_temperature", "C"),
        Field("wind_speed", "m s-1"),
        new("wind_from_direction", "degree", "wind_direction_quality"),
        new("wind_to_direction", "degree", "wind_direction_quality"),
        new("eastward_wind", "m s-1", "wind_component_quality"),
        new("northward_wind", "m s-1", "wind_component_quality"),
    ];

    /// <summary>Names of all fields with quality flags, each once, in the order of the schema.</summary>
    public static IReadOnlyList<string> QualityFields { get; } = [.. Fields.Select(field => field.Quality).Distinct(StringComparer.Ordinal)];

    private static readonly Dictionary<string, InsituField> ByName = Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    private static readonly HashSet<string> Flags = QualityFields.Concat(Fields.Select(field => field.Name + QualitySuffix)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The quantity of that name; null: the schema has none.</summary>
    public static InsituField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether a field of that name holds quality flags of a quantity of the schema; each quantity may have one of its own.</summary>
    public static bool IsQuality(string name) => Flags.Contains(name);

    /// <summary>A variable of a table of that name, with the units of the schema where it has it.</summary>
    public static ObservedVariable Describe(string name) => Find(name) is { } field ? new(name, name, Units: field.Units) : new(name);

    private static InsituField Field(string name, string units) => new(name, units, name + QualitySuffix);
}
