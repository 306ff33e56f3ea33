using System.Text.Json;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// An observation in SDAP's form: it has a time, latitude, longitude and depth, at least one member more, and none that the schema does not know.
/// </summary>
internal sealed class InsituObservation(PointRows rows)
{
    private const int FewestMembers = 5;

    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private readonly List<(int Variable, double Value)> _values = [];
    private Platform _platform = Platform.Unknown;

    internal void Take(long number, JsonElement observation)
    {
        _values.Clear();
        Members members = new();
        var count = 0;
        foreach (var member in observation.EnumerateObject())
        {
            count++;
            if (TakeMember(ref members, member) is { } fault)
            {
                rows.Reject(number, fault);
                return;
            }
        }

        if (members.Missing is { } missing)
        {
            rows.Reject(number, $"it has no {missing}");
        }
        else if (count < FewestMembers)
        {
            rows.Reject(number, "it has a place and a time, and nothing that was measured there");
        }
        else
        {
            Add(number, members);
        }
    }

    private void Add(long number, Members members)
    {
        var platform = members.Platform ?? new Platform(members.Code ?? Platform.UnknownCode);
        _platform = platform == _platform ? _platform : platform;
        rows.Add(number, new()
        {
            Latitude = members.Latitude!.Value,
            Longitude = members.Longitude!.Value,
            Time = members.Time!.Value,
            Depth = members.Depth ?? double.NaN,
            Platform = _platform,
            Device = members.Device,
            Meta = members.Meta,
            Provider = members.Provider,
            Project = members.Project,
            Job = members.Job,
        });
        foreach (var (variable, value) in _values)
        {
            rows.Set(variable, value);
        }
    }

    /// <summary>What is wrong with it; null: nothing.</summary>
    private string? TakeMember(ref Members members, JsonProperty member)
    {
        var value = member.Value;
        if (value.ValueKind == JsonValueKind.Null)
        {
            members.HasDepth |= member.NameEquals("depth");
            return null;
        }

        switch (member.Name)
        {
            case "time":
                return TakeTime(ref members, value);
            case "latitude":
                members.Latitude = NumberOf(value);
                return members.Latitude is null ? "its latitude is no number" : null;
            case "longitude":
                members.Longitude = NumberOf(value);
                return members.Longitude is null ? "its longitude is no number" : null;
            case "depth":
                (members.Depth, members.HasDepth) = (NumberOf(value), true);
                return members.Depth is null ? "its depth is no number" : null;
            case "platform":
                members.Platform = value.ValueKind == JsonValueKind.Object
                    ? new(TextOf(value, "code") ?? Platform.UnknownCode, TextOf(value, "id"), TextOf(value, "type"))
                    : Platform.Of(TextOf(value));
                return null;
            case "platform_code":
                members.Code = TextOf(value);
                return null;
            case "device":
                members.Device = TextOf(value);
                return null;
            case "meta":
                members.Meta = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
                return null;
            case "provider":
                members.Provider = TextOf(value);
                return null;
            case "project":
                members.Project = TextOf(value);
                return null;
            case "job_id":
                members.Job = TextOf(value);
                return null;
            default:
                return TakeValue(member.Name, value);
        }
    }

    private static string? TakeTime(ref Members members, JsonElement value)
    {
        var isTime = value.ValueKind == JsonValueKind.String ? TimeText.TryParse(value.GetString(), out var seconds)
            : TimeText.TryRound(NumberOf(value) ?? double.NaN, out seconds);
        members.Time = isTime ? seconds : null;
        return isTime ? null : $"its time '{PointRows.Shown(value.GetRawText())}' is none; it is written {TimeText.Forms}";
    }

    private string? TakeValue(string name, JsonElement value)
    {
        if (!_variables.TryGetValue(name, out var variable))
        {
            if (InsituSchema.Find(name) is null && !InsituSchema.IsQuality(name))
            {
                return $"the schema of observations has no '{PointRows.Shown(name)}'";
            }

            variable = rows.Variable(InsituSchema.Describe(name));
            _variables.Add(name, variable);
        }

        if (NumberOf(value) is not { } number)
        {
            return $"its {name} is no number";
        }

        _values.Add((variable, number));
        return null;
    }

    private static double? NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;

    private static string? TextOf(JsonElement platform, string member) => platform.TryGetProperty(member, out var value) ? TextOf(value) : null;

    /// <summary>Lists, as some sources have them for devices, with commas between.</summary>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        _ => null,
    };

    private struct Members
    {
        internal long? Time;
        internal double? Latitude;
        internal double? Longitude;
        internal double? Depth;
        internal bool HasDepth;
        internal Platform? Platform;
        internal string? Code;
        internal string? Device;
        internal string? Meta;
        internal string? Provider;
        internal string? Project;
        internal string? Job;

        internal readonly string? Missing =>
            Time is null ? "time" : Latitude is null ? "latitude" : Longitude is null ? "longitude" : HasDepth ? null : "depth";
    }
}
