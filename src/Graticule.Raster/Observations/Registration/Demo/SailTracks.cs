using System.Globalization;
using System.Text.Json;
using Graticule.Raster.Catalog.Demo;

namespace Graticule.Raster.Observations.Registration.Demo;

/// <summary>Made-up tracks of three uncrewed sailing craft off California, in the form of Apache SDAP's in-situ service: an observation a minute and craft.</summary>
internal static class SailTracks
{
    internal const string Id = "shark-2018";

    private const int Days = 3;
    private const int MinutesOfDay = 1440;
    private const int Good = 1;
    private const int Suspect = 3;
    private const int Absent = 9;

    private static readonly DateTime First = new(2018, 3, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Where each craft is at the beginning, and how it sails, in degrees a day.</summary>
    private static readonly Craft[] Fleet =
    [
        new("1001", -119.2, 31.6, -0.55, -0.38),
        new("1002", -129.60, 27.80, -0.25, -0.60),
        new("1004", -134.4, 23.3, -0.30, 0.22),
    ];

    internal static void Write(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        Files.WriteOnce(Path.Combine(folder, "dataset.yaml"), path => File.WriteAllText(path, Description));
        foreach (var craft in Fleet)
        {
            for (var day = 0; day < Days; day++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (date, number) = (First.AddDays(day), day);
                Files.WriteOnce(
                    Path.Combine(folder, $"saildrone-{craft.Name}-{date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.json"),
                    path => WriteDay(path, craft, number));
            }
        }
    }

    private static string Description =>
        $"""
        id: {Id}
        kind: points
        title: Chlorophyll and temperature along three tracks off California (synthetic)
        provider: Saildrone
        project: {Id}
        attributes:
          summary: "Made-up tracks in the form of uncrewed sailing craft. {Declarations.Comment}"
          comment: "{Declarations.Comment}"
          institution: {Declarations.Institution}
          license: CC0-1.0

        """.ReplaceLineEndings("\n");

    private static void WriteDay(string path, Craft craft, int day)
    {
        using var file = File.Create(path);
        using Utf8JsonWriter json = new(file);
        json.WriteStartObject();
        json.WriteString("provider", "Saildrone");
        json.WriteString("project", Id);
        json.WriteString("title", "Observations along the track of an uncrewed sailing craft (synthetic)");
        json.WriteString("comment", Declarations.Comment);
        json.WriteStartArray("observations");
        for (var minute = day * MinutesOfDay; minute < (day + 1) * MinutesOfDay; minute++)
        {
            Write(json, craft, minute);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Craft craft, int minute)
    {
        var time = First.AddMinutes(minute);
        var (longitude, latitude) = craft.At(minute);
        var day = (time - DateTime.UnixEpoch).TotalDays;
        var quality = Noise.At(minute, 11, craft.Seed) switch { < 0.01 => Absent, < 0.03 => Suspect, _ => Good };
        var chlorophyll = Ocean.Chlorophyll(longitude, latitude, day) * Math.Pow(10, (quality == Suspect ? 0.8 : 0.12) * craft.Error(minute, 1));
        json.WriteStartObject();
        json.WriteString("time", time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Write(json, "latitude", latitude, "F5");
        Write(json, "longitude", longitude, "F5");
        Write(json, "depth", 0.5, "F1");
        json.WriteStartObject("platform");
        json.WriteString("code", "3B");
        json.WriteString("id", craft.Name);
        json.WriteString("type", "autonomous surface water vehicle");
        json.WriteEndObject();
        json.WriteString("meta", $"synthetic-{craft.Name}-{time.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}");
        Write(json, "mass_concentration_of_chlorophyll_in_sea_water", quality == Absent ? null : chlorophyll, "E4", quality);
        Write(json, "sea_water_temperature", Ocean.Temperature(longitude, latitude, day) + (0.15 * craft.Error(minute, 2)), "F3", Good);
        Write(json, "sea_water_salinity", 33.5 + (0.04 * craft.Error(minute, 3)), "F3", Good);
        Write(json, "wind_speed", 6 + (1.5 * craft.Error(minute / 10, 4)), "F2", Good);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double? value, string format, int? quality = null)
    {
        if (value is { } number)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(number.ToString(format, CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(name);
        }

        if (quality is { } flag)
        {
            json.WriteNumber($"{name}_quality", flag);
        }
    }

    private sealed record Craft(string Name, double Longitude, double Latitude, double East, double North)
    {
        internal uint Seed { get; } = uint.Parse(Name, CultureInfo.InvariantCulture);

        /// <summary>Tacks of some hours around a straight line.</summary>
        internal (double Longitude, double Latitude) At(int minute)
        {
            var day = minute / (double)MinutesOfDay;
            var tack = 0.12 * (Noise.Smooth(minute, 0, 260, Seed) - 0.5);
            return (Longitude + (day * East) + (tack * North), Latitude + (day * North) - (tack * East));
        }

        /// <summary>About -2 to 2, mostly near 0: the sum of four even ones.</summary>
        internal double Error(int minute, uint kind) =>
            2 * (Noise.At(minute, 1, Seed + (kind << 16)) + Noise.At(minute, 2, Seed + (kind << 16)) + Noise.At(minute, 3, Seed + (kind << 16)) + Noise.At(minute, 4, Seed + (kind << 16)) - 2);
    }
}
