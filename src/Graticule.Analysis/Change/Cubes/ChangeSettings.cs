using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Change.Cubes;

/// <summary>Reads from settings by name how a cube is searched for change.</summary>
internal static class ChangeSettings
{
    internal const string Bands = "bands";
    internal const string Qa = "qa";
    internal const string Algorithm = "algorithm";
    internal const string Parameters = "parameters";
    internal const string Detection = "detection";
    internal const string Screening = "screening";
    internal const string Scale = "scale";
    internal const string Offset = "offset";
    internal const string ValidRange = "valid_range";
    internal const string Segments = "segments";
    internal const string Dates = "dates";
    internal const string Gaps = "gaps";
    internal const string DateFormat = "date_format";

    private const int MostSegments = 100;
    private const int MostBands = 64;
    private static readonly string[] GapForms = ["none", "nearest"];
    private static readonly string[] DayForms = ["ordinal", "unix", "year"];

    /// <param name="settings">By name; what is null or absent is as usual.</param>
    /// <param name="bands">Of the cube; null: it has no such dimension.</param>
    /// <exception cref="CubeSettingsException">One does not fit.</exception>
    internal static ChangePlan Read(JsonObject settings, Dimension? bands)
    {
        var algorithm = OneOf(settings, Algorithm, [.. CcdcAlgorithms.All.Keys]);
        var parameters = Told(Parameters, () => CcdcOverrides.Apply(CcdcAlgorithms.All[algorithm], settings[Parameters] as JsonObject ?? [], hasPlaces: false));
        var chosen = ScaledBands(settings, ChosenBands(settings, bands));
        var reflective = chosen.Where(band => !band.IsThermal).Select(band => band.Role).ToList();
        var detection = Roles(settings, Detection, chosen, ChangeBand.UsualDetection, reflective);
        var screening = Roles(settings, Screening, chosen, ChangeBand.UsualScreening, [detection[0]]);
        List<ChangeBand> tested = [.. chosen.Where(band => detection.Contains(band.Role, StringComparer.Ordinal) || screening.Contains(band.Role, StringComparer.Ordinal))];
        if (tested.Count > CcdcParameters.TestedBands)
        {
            throw new CubeSettingsException(Detection, $"At most {CcdcParameters.TestedBands} bands can tell change and outliers, and here {tested.Count} are to.");
        }

        List<ChangeBand> lanes = [.. tested, .. chosen.Except(tested).OrderBy(band => band.Role == ChangeBand.Green ? 0 : 1)];
        return new()
        {
            Algorithm = algorithm,
            Bands = chosen,
            Lanes = lanes,
            Parameters = WithBands(parameters, settings, lanes, detection, screening),
            Quality = QualityOf(settings[Qa], bands, parameters.Qa),
            Segments = Whole(settings, Segments, 8, MostSegments),
            Dates = DatesOf(settings[Dates]),
            FillsGaps = OneOf(settings, Gaps, GapForms) == GapForms[1],
            Days = (DayForm)Array.IndexOf(DayForms, OneOf(settings, DateFormat, DayForms)),
        };
    }

    private static CcdcParameters WithBands(CcdcParameters parameters, JsonObject settings, List<ChangeBand> lanes, IReadOnlyList<string> detection, IReadOnlyList<string> screening)
    {
        int LaneOf(string role) => lanes.FindIndex(band => band.Role == role);
        var (thermal, green) = (LaneOf(ChangeBand.Thermal), LaneOf(ChangeBand.Green));
        var overrides = settings[Parameters] as JsonObject ?? [];
        var (degrees, usual) = (detection.Count, new CcdcParameters().DegreesOfFreedom);
        const double ChangeShare = 0.99;
        const double OutlierShare = 1 - 1e-6;
        return parameters with
        {
            Bands = lanes.Count,
            Thermal = thermal >= 0 ? thermal : null,
            Green = green is >= 0 and < CcdcParameters.TestedBands ? green : null,
            DetectionBands = [.. detection.Select(LaneOf)],
            OutlierBands = [.. screening.Select(LaneOf)],
            DegreesOfFreedom = degrees,
            ChangeThreshold = degrees == usual || overrides.ContainsKey("CHANGE_THRESHOLD") ? parameters.ChangeThreshold : ChiSquare.Quantile(ChangeShare, degrees),
            OutlierThreshold = degrees == usual || overrides.ContainsKey("OUTLIER_THRESHOLD") ? parameters.OutlierThreshold : ChiSquare.Quantile(OutlierShare, degrees),
            Reflectances = RangeOf(settings[ValidRange]) ?? parameters.Reflectances,
        };
    }

    private static List<ChangeBand> ChosenBands(JsonObject settings, Dimension? bands)
    {
        if (bands is null)
        {
            return settings[Bands] is null ? [new(ChangeBand.Only, 0)] : throw new CubeSettingsException(Bands, "The data have no dimension of bands, so that none can be chosen.");
        }

        if (settings[Bands] is not JsonObject asked)
        {
            var found = settings[Bands] is null ? ChangeBand.Find(bands) : throw NotRoles();
            return found.Count > 0 ? [.. found] : throw new CubeSettingsException(
                Bands, $"None of the bands {Names(bands)} is known as one of Landsat's; an object must tell which are to be searched, such as {{\"red\": \"{(bands.Labels.Count > 0 ? bands.Labels[0] : "B04")}\"}}.");
        }

        List<ChangeBand> chosen = [.. asked.Select(pair => new ChangeBand(pair.Key, Position(bands, Bands, pair.Value)))];
        return chosen.Count switch
        {
            0 => throw NotRoles(),
            > MostBands => throw new CubeSettingsException(Bands, $"At most {MostBands} bands can be searched together, not {chosen.Count}."),
            _ when chosen.TrueForAll(band => band.IsThermal) => throw new CubeSettingsException(Bands, "Besides the thermal band there must be another one."),
            _ => chosen,
        };

        static CubeSettingsException NotRoles() => new(Bands, "It must be an object of names in the results (blue, green, red, nir, swir1, swir2, thermal, or others) and the bands that they have in the data.");
    }

    private static int Position(Dimension bands, string setting, JsonNode? name) =>
        name is JsonValue value && value.TryGetValue<string>(out var text) && ChangeBand.PositionOf(bands, text) is var position and >= 0
            ? position
            : throw new CubeSettingsException(setting, $"There is no band {name?.ToJsonString() ?? "null"}; there are: {Names(bands)}.");

    private static List<ChangeBand> ScaledBands(JsonObject settings, List<ChangeBand> bands) =>
        [.. bands.Select(band => band with { Scale = Factor(settings[Scale], Scale, band, 1), Offset = Factor(settings[Offset], Offset, band, 0) })];

    /// <summary>A number for all bands but the thermal one, or an object of numbers by the names of the results.</summary>
    private static double Factor(JsonNode? value, string setting, ChangeBand band, double usual)
    {
        if (value is JsonObject own)
        {
            return Number(own[band.Role], setting) ?? usual;
        }

        return band.IsThermal ? usual : Number(value, setting) ?? usual;
    }

    private static double? Number(JsonNode? value, string setting) => value switch
    {
        null => null,
        JsonValue when value.GetValueKind() == JsonValueKind.Number && value.Deserialize<double>() is var number && double.IsFinite(number) => number,
        _ => throw new CubeSettingsException(setting, $"It must be a number, or an object of numbers by the names of bands in the results, not {value.ToJsonString()}."),
    };

    private static IReadOnlyList<string> Roles(JsonObject settings, string setting, List<ChangeBand> bands, IReadOnlyList<string> usual, IReadOnlyList<string> otherwise)
    {
        if (settings[setting] is null)
        {
            IReadOnlyList<string> there = [.. usual.Where(role => bands.Exists(band => band.Role == role))];
            return there.Count > 0 ? there : [.. otherwise.Take(CcdcParameters.TestedBands)];
        }

        List<string> asked = settings[setting] is JsonArray array ? [.. array.Select(role => role is JsonValue value && value.TryGetValue<string>(out var text) ? text : "")] : [];
        var wrong = asked.Find(role => !bands.Exists(band => band.Role == role));
        return asked.Count > 0 && wrong is null && asked.Distinct(StringComparer.Ordinal).Count() == asked.Count
            ? asked
            : throw new CubeSettingsException(setting, $"It must be an array of names of the results, each once: {string.Join(", ", bands.Select(band => band.Role))}{(wrong is null ? "" : $" ('{wrong}' is none)")}.");
    }

    private static CubeQuality QualityOf(JsonNode? asked, Dimension? bands, QaCoding ofParameters)
    {
        if (asked is null)
        {
            return CubeQuality.None;
        }

        if (bands is null)
        {
            throw new CubeSettingsException(Qa, "The data have no dimension of bands, and so no band of quality.");
        }

        var settings = asked as JsonObject ?? new JsonObject { ["band"] = asked.DeepClone() };
        var position = Position(bands, Qa, settings["band"]);
        if (settings["classes"] is JsonObject classes)
        {
            return new(position, QualityClasses.Read(classes));
        }

        var coding = OneOf(settings, "coding", [.. CubeQuality.Codings], Qa);
        return new(position, CubeQuality.Find(coding, ofParameters)!);
    }

    private static List<(string Label, int Day)>? DatesOf(JsonNode? asked)
    {
        if (asked is null)
        {
            return null;
        }

        List<(string Label, int Day)> dates = asked is JsonArray array ? [.. array.Select(date => DateOf((date as JsonValue)?.ToString()))] : [];
        return dates.Count > 0 && dates.DistinctBy(date => date.Label, StringComparer.Ordinal).Count() == dates.Count
            ? dates
            : throw new CubeSettingsException(Dates, "It must be an array of dates, each once.");
    }

    private static (string Label, int Day) DateOf(string? text) => Instants.TryParse(text, out var instant)
        ? (text!, DateOnly.FromDateTime(instant.UtcDateTime).DayNumber + 1)
        : throw new CubeSettingsException(Dates, $"It must be made of dates such as 2015-07-01 ('{text}' is none).");

    private static (double Least, double Most)? RangeOf(JsonNode? asked)
    {
        if (asked is null)
        {
            return null;
        }

        return asked is JsonArray { Count: 2 } ends && Number(ends[0], ValidRange) is { } least && Number(ends[1], ValidRange) is { } most && least < most
            ? (least, most)
            : throw new CubeSettingsException(ValidRange, "It must be two numbers, of which the second is greater: values between them are used.");
    }

    private static int Whole(JsonObject settings, string setting, int usual, int most)
    {
        if (settings[setting] is not { } asked)
        {
            return usual;
        }

        return asked.GetValueKind() == JsonValueKind.Number && asked.Deserialize<double>() is var number && number >= 1 && number <= most && number == Math.Floor(number)
            ? (int)number
            : throw new CubeSettingsException(setting, string.Create(CultureInfo.InvariantCulture, $"It must be a whole number from 1 to {most}, not {asked.ToJsonString()}."));
    }

    /// <summary>One of some names; the first where nothing is told.</summary>
    private static string OneOf(JsonObject settings, string member, string[] names, string? setting = null) => settings[member] switch
    {
        null => names[0],
        JsonValue value when value.TryGetValue<string>(out var text) && names.Contains(text, StringComparer.Ordinal) => text,
        var other => throw new CubeSettingsException(setting ?? member, $"{(setting is null ? "It" : $"Its '{member}'")} must be one of {string.Join(", ", names)}, not {other.ToJsonString()}."),
    };

    private static T Told<T>(string setting, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception)
        {
            throw new CubeSettingsException(setting, exception.Message);
        }
    }

    private static string Names(Dimension bands) => string.Join(", ", bands.Labels);
}
