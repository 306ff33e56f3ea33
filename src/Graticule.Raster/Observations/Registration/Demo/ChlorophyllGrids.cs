using System.Globalization;

namespace Graticule.Raster.Observations.Registration.Demo;

/// <summary>A made-up daily map of chlorophyll, 0.25 degrees, in the form of an analysis of satellite data.</summary>
internal static class ChlorophyllGrids
{
    internal const string Id = "JPL-L4-MRVA-CHLA-GLOB-v3.0";

    private const int Rows = 720;
    private const int Columns = 1440;
    private const double Step = 0.25;
    private const double Scale = 1e-9;
    private const short Missing = short.MinValue;

    private const int Days = 5;

    private static readonly DateTime First = new(2018, 3, 30, 0, 0, 0, DateTimeKind.Utc);

    internal static void Write(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var sea = Enumerable.Range(0, Rows * Columns).AsParallel().AsOrdered().Select(cell => !Land.Covers(LongitudeOf(cell % Columns), LatitudeOf(cell / Columns))).ToArray();
        for (var day = 0; day < Days; day++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var date = First.AddDays(day);
            var path = Path.Combine(folder, $"{date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}120000-{Id}.nc");
            Files.WriteOnce(path, partial => WriteDay(partial, date, sea));
        }
    }

    private static void WriteDay(string path, DateTime date, bool[] sea)
    {
        var noon = (date - DateTime.UnixEpoch).TotalDays + 0.5;
        var cells = new short[Rows * Columns];
        Parallel.For(0, Rows, row =>
        {
            for (var cell = row * Columns; cell < (row + 1) * Columns; cell++)
            {
                cells[cell] = sea[cell] ? (short)Math.Round(Math.Min(Ocean.Chlorophyll(LongitudeOf(cell % Columns), LatitudeOf(row), noon) / Scale, short.MaxValue)) : Missing;
            }
        });

        ClassicNetCdf file = new();
        file.AddDimension("time", 1);
        file.AddDimension("lat", Rows);
        file.AddDimension("lon", Columns);
        Declarations.Note(file, "Daily chlorophyll concentration near the sea surface, 0.25 degrees (synthetic)", "Made-up map of chlorophyll in the form of a Level-4 analysis.");
        file.Note("cdm_data_type", "Grid");
        file.Note("processing_level", "L4");
        file.Note("time_coverage_start", date.ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture));
        file.Note("time_coverage_end", date.ToString("yyyy-MM-dd'T'23:59:59'Z'", CultureInfo.InvariantCulture));
        file.Add<int>(
            "time", ["time"], [(int)(date.AddHours(12) - DateTime.UnixEpoch).TotalSeconds],
            ("standard_name", "time"), ("long_name", "reference time of the analysis"), ("units", "seconds since 1970-01-01 00:00:00"), ("calendar", "standard"), ("axis", "T"));
        file.Add<float>(
            "lat", ["lat"], [.. Enumerable.Range(0, Rows).Select(row => (float)LatitudeOf(row))],
            ("standard_name", "latitude"), ("long_name", "latitude"), ("units", "degrees_north"), ("axis", "Y"));
        file.Add<float>(
            "lon", ["lon"], [.. Enumerable.Range(0, Columns).Select(column => (float)LongitudeOf(column))],
            ("standard_name", "longitude"), ("long_name", "longitude"), ("units", "degrees_east"), ("axis", "X"));
        file.Add(
            "CHLA_analysis", ["time", "lat", "lon"], cells,
            ("standard_name", "mass_concentration_of_chlorophyll_in_sea_water"), ("long_name", "analysed chlorophyll concentration (synthetic)"), ("units", "kg m-3"),
            ("scale_factor", Scale), ("add_offset", 0d), ("_FillValue", Missing), ("valid_min", (short)0), ("valid_max", short.MaxValue), ("coordinates", "time lat lon"));
        file.Save(path);
    }

    private static double LatitudeOf(int row) => -90 + (Step * (row + 0.5));

    private static double LongitudeOf(int column) => -180 + (Step * (column + 0.5));
}
