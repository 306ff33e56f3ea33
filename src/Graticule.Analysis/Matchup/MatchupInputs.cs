using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Jobs;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup;

/// <summary>Reads inputs of <c>matchup</c>; what does not fit its schema is passed over, since that is reported already.</summary>
internal static class MatchupInputs
{
    /// <summary>Everything that is wrong as far as it shows without data sets.</summary>
    public static IReadOnlyList<Fault> Check(JsonObject inputs)
    {
        List<Fault> faults = [];
        CheckSides(inputs, faults);
        CheckBox(inputs[MatchupNames.Box], faults);
        var start = CheckTime(inputs, MatchupNames.Start, faults);
        var end = CheckTime(inputs, MatchupNames.End, faults);
        if (start > end)
        {
            Add(MatchupNames.Start, $"It is after the end: {Text(inputs[MatchupNames.Start])} > {Text(inputs[MatchupNames.End])}; give the earlier time as '{MatchupNames.Start}'.");
        }

        if (Number(inputs[MatchupNames.DepthMin]) is { } least && Number(inputs[MatchupNames.DepthMax]) is { } most && least > most)
        {
            Add(MatchupNames.DepthMin, string.Create(CultureInfo.InvariantCulture, $"It is {least} m and '{MatchupNames.DepthMax}' {most} m; depths count downwards, so the shallower one is the minimum."));
        }

        if (Number(inputs[MatchupNames.Cells]) is { } cells && cells % 2 == 0)
        {
            Add(MatchupNames.Cells, string.Create(CultureInfo.InvariantCulture, $"{cells} is even; a box around a cell has an odd number of cells along a side, such as {cells + 1}."));
        }

        if (inputs[MatchupNames.Screening] is { } screening)
        {
            if (ScreeningJson.Read(screening, out var rule) is { } wrong)
            {
                Add(MatchupNames.Screening, wrong);
            }
            else if (rule.BoxSize is { } size && Number(inputs[MatchupNames.Cells]) is { } other && size != other)
            {
                Add(MatchupNames.Cells, string.Create(CultureInfo.InvariantCulture, $"It is {other}, and the screening judges boxes of {size} cells; leave it out, or give the screening a 'boxSize' of {other}."));
            }
        }

        return faults;

        void Add(string input, string message) => faults.Add(new($"/inputs/{input}", message));
    }

    /// <summary>The request of inputs in which nothing is wrong.</summary>
    public static MatchupRequest Read(JsonObject inputs)
    {
        var screening = inputs[MatchupNames.Screening] is { } rule && ScreeningJson.Read(rule, out var read) is null ? read : null;
        MatchupRequest usual = new();
        return new()
        {
            Primary = Text(inputs[MatchupNames.Primary]),
            PrimaryPoints = Text(inputs[MatchupNames.PrimaryPoints]),
            Secondaries = [.. Texts(inputs[MatchupNames.Secondary]).Distinct(StringComparer.Ordinal)],
            SecondaryPoints = Text(inputs[MatchupNames.SecondaryPoints]),
            Box = Corners(inputs[MatchupNames.Box]) is { } corners ? BoxOf(corners) : usual.Box,
            Start = Time(inputs[MatchupNames.Start], up: true) ?? usual.Start,
            End = Time(inputs[MatchupNames.End], up: false) ?? usual.End,
            TimeTolerance = (long)(Number(inputs[MatchupNames.TimeTolerance]) ?? usual.TimeTolerance),
            RadiusTolerance = Number(inputs[MatchupNames.RadiusTolerance]) ?? usual.RadiusTolerance,
            Platforms = [.. Texts(inputs[MatchupNames.Platforms])],
            Parameter = Text(inputs[MatchupNames.Parameter]),
            DepthMin = Number(inputs[MatchupNames.DepthMin]),
            DepthMax = Number(inputs[MatchupNames.DepthMax]),
            MatchOnce = Flag(inputs[MatchupNames.MatchOnce]) ?? usual.MatchOnce,
            PrioritizeDistance = Flag(inputs[MatchupNames.PrioritizeDistance]) ?? usual.PrioritizeDistance,
            Surface = Text(inputs[MatchupNames.Surface]) == MatchupDescription.Sphere ? EarthSurface.Sphere : EarthSurface.Wgs84,
            Cells = (int)(Number(inputs[MatchupNames.Cells]) ?? screening?.BoxSize ?? (screening is { NeedsBoxes: true } ? ScreeningRule.BaileyWerdell.BoxSize!.Value : usual.Cells)),
            DropZeros = Flag(inputs[MatchupNames.DropZeros]) ?? usual.DropZeros,
            ClipSecondaries = Flag(inputs[MatchupNames.ClipSecondaries]) ?? usual.ClipSecondaries,
            Screening = screening,
        };
    }

    private static void CheckSides(JsonObject inputs, List<Fault> faults)
    {
        var (set, points) = (Has(inputs, MatchupNames.Primary), Has(inputs, MatchupNames.PrimaryPoints));
        if (set == points)
        {
            faults.Add(new(
                $"/inputs/{MatchupNames.Primary}",
                set
                    ? $"Primaries are given twice; give either a data set as '{MatchupNames.Primary}' or points as '{MatchupNames.PrimaryPoints}'."
                    : $"There are no primaries; give the id of a data set as '{MatchupNames.Primary}' or points as '{MatchupNames.PrimaryPoints}'."));
        }

        if (!Has(inputs, MatchupNames.SecondaryPoints) && inputs[MatchupNames.Secondary] is null or JsonArray { Count: 0 })
        {
            faults.Add(new(
                $"/inputs/{MatchupNames.Secondary}",
                $"There are no secondaries; give ids of data sets as '{MatchupNames.Secondary}' or points as '{MatchupNames.SecondaryPoints}'."));
        }
    }

    private static void CheckBox(JsonNode? box, List<Fault> faults)
    {
        if (Corners(box) is not { } corners)
        {
            return;
        }

        var wrong = Array.Exists([corners[0], corners[2]], longitude => longitude is < -180 or > 360)
            ? "Longitudes go from -180 to 180, or from 0 to 360"
            : Array.Exists([corners[1], corners[3]], latitude => latitude is < -90 or > 90)
                ? "Latitudes go from -90 to 90"
                : corners[1] > corners[3] ? "The south is above the north" : null;
        if (wrong is not null)
        {
            var given = string.Join(", ", corners.Select(corner => corner.ToString(CultureInfo.InvariantCulture)));
            faults.Add(new($"/inputs/{MatchupNames.Box}", $"{wrong}; a box is [west, south, east, north] in degrees, and this one is [{given}]."));
        }
    }

    private static long? CheckTime(JsonObject inputs, string name, List<Fault> faults)
    {
        if (Text(inputs[name]) is { } text && Time(inputs[name], up: false) is null)
        {
            faults.Add(new($"/inputs/{name}", $"'{text}' is no time; give one such as 2018-04-01T00:00:00Z, or a day such as 2018-04-01."));
        }

        return Time(inputs[name], up: name == MatchupNames.Start);
    }

    /// <summary>West, south, east and north; null: none, or not in one of the forms.</summary>
    private static double[]? Corners(JsonNode? box)
    {
        var list = box is JsonObject wrapped ? wrapped["bbox"] as JsonArray : box as JsonArray;
        double[] numbers = [.. (list ?? []).Select(Number).OfType<double>()];
        return numbers.Length != list?.Count ? null : numbers.Length switch
        {
            4 => numbers,
            6 => [numbers[0], numbers[1], numbers[3], numbers[4]],
            _ => null,
        };
    }

    private static LonLatBox BoxOf(double[] corners) => corners[2] - corners[0] >= 360
        ? new(-180, corners[1], 180, corners[3])
        : new(Turned(corners[0]), corners[1], Turned(corners[2]), corners[3]);

    private static double Turned(double longitude) => longitude > 180 ? longitude - 360 : longitude;

    /// <summary>Whole seconds since 1970; a fraction is rounded into the span whose end it is.</summary>
    private static long? Time(JsonNode? value, bool up)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (Text(value) is not { } text || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var time))
        {
            return null;
        }

        var seconds = time.ToUnixTimeSeconds();
        return up && time > DateTimeOffset.FromUnixTimeSeconds(seconds) ? seconds + 1 : seconds;
    }

    private static bool Has(JsonObject inputs, string name) => inputs[name] is not null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;

    private static IEnumerable<string> Texts(JsonNode? value) => value is JsonArray list ? list.Select(Text).OfType<string>() : [];

    private static bool? Flag(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A number however it is written: 256, 256.0, 2.56e2.</summary>
    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() is JsonValueKind.Number ? double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}
