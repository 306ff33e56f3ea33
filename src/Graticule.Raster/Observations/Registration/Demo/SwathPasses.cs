using System.Globalization;
using Graticule.Raster.Catalog.Demo;

namespace Graticule.Raster.Observations.Registration.Demo;

/// <summary>Made-up passes of a satellite over the tracks: one a day, pixels of about 12 km along a slanted path, with clouds.</summary>
internal static class SwathPasses
{
    internal const string Id = "DEMO-L2-SWATH-SST";

    private const int Lines = 300;
    private const int Pixels = 100;
    private const double Spacing = 0.11;
    private const double Heading = 0.22;
    private const double LineSeconds = 1.7;
    private const double Scale = 0.01;
    private const double ZeroCelsius = 273.15;
    private const double CloudFrom = 0.58;
    private const uint Clouds = 77;
    private const short Missing = short.MinValue;
    private const int Days = 3;

    private static readonly DateTime First = new(2018, 3, 31, 21, 10, 0, DateTimeKind.Utc);

    internal static void Write(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        for (var day = 0; day < Days; day++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (start, number) = (First.AddDays(day).AddMinutes(-20 * day), day);
            Files.WriteOnce(
                Path.Combine(folder, $"{start.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}-{Id}.nc"), path => WritePass(path, start, number));
        }
    }

    private static void WritePass(string path, DateTime start, int number)
    {
        var (latitudes, longitudes, temperatures) = (new float[Lines * Pixels], new float[Lines * Pixels], new short[Lines * Pixels]);
        var day = (start - DateTime.UnixEpoch).TotalDays;
        for (var i = 0; i < Lines * Pixels; i++)
        {
            var (longitude, latitude) = PlaceOf(i / Pixels, i % Pixels, number);
            (longitudes[i], latitudes[i]) = ((float)longitude, (float)latitude);
            var isClear = !Land.Covers(longitude, latitude) && Noise.Smooth(longitude, latitude, 3, Clouds + (uint)number) < CloudFrom;
            temperatures[i] = isClear ? (short)Math.Round((Ocean.Temperature(longitude, latitude, day) + (0.2 * (Noise.At(i, number, Clouds) - 0.5))) / Scale) : Missing;
        }

        ClassicNetCdf file = new();
        file.AddDimension("nj", Lines);
        file.AddDimension("ni", Pixels);
        Declarations.Note(file, "Sea surface temperature along a satellite's path (synthetic)", "Made-up swath in the form of a Level-2 product.");
        file.Note("cdm_data_type", "Swath");
        file.Note("processing_level", "L2P");
        file.Add<double>(
            "time", ["nj"], [.. Enumerable.Range(0, Lines).Select(line => (start - DateTime.UnixEpoch).TotalSeconds + (line * LineSeconds))],
            ("standard_name", "time"), ("long_name", "time of the line"), ("units", "seconds since 1970-01-01 00:00:00"), ("calendar", "standard"));
        file.Add("lat", ["nj", "ni"], latitudes, ("standard_name", "latitude"), ("long_name", "latitude"), ("units", "degrees_north"));
        file.Add("lon", ["nj", "ni"], longitudes, ("standard_name", "longitude"), ("long_name", "longitude"), ("units", "degrees_east"));
        file.Add(
            "sea_surface_temperature", ["nj", "ni"], temperatures,
            ("standard_name", "sea_surface_skin_temperature"), ("long_name", "sea surface temperature (synthetic)"), ("units", "kelvin"),
            ("scale_factor", Scale), ("add_offset", ZeroCelsius), ("_FillValue", Missing), ("coordinates", "time lat lon"));
        file.Save(path);
    }

    /// <summary>From the north-east to the south-west; each day's path lies a little further west.</summary>
    private static (double Longitude, double Latitude) PlaceOf(int line, int pixel, int number)
    {
        var (along, across) = (line * Spacing, (pixel - (Pixels / 2d)) * Spacing);
        var latitude = 40 - along + (Heading * across);
        return (-121 - (5 * number) - (Heading * along) - across, latitude);
    }
}
