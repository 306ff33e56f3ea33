using System.Text.Json;

namespace Graticule.Raster.Observations.Points;

/// <summary>A feature of GeoJSON that is a point: its properties tell the time, and what was measured there, by the names that tables of text have.</summary>
internal sealed class FeatureObservation(PointRows rows)
{
    private readonly Dictionary<string, (ColumnRole Role, int Variable)> _members = new(StringComparer.Ordinal);
    private readonly List<(int Variable, double Value)> _values = [];
    private readonly Dictionary<ColumnRole, string> _texts = [];

    internal void Take(long number, JsonElement feature)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("type", out var type) || !type.ValueEquals("Point")
            || !geometry.TryGetProperty("coordinates", out var place) || place.ValueKind != JsonValueKind.Array || place.GetArrayLength() < 2
            || place[0].ValueKind != JsonValueKind.Number || place[1].ValueKind != JsonValueKind.Number)
        {
            rows.Reject(number, "its geometry is no point");
            return;
        }

        TakeProperties(number, feature);
        var time = _texts.GetValueOrDefault(ColumnRole.Time) ?? _texts.GetValueOrDefault(ColumnRole.Date) ?? "";
        if (!TimeText.TryParse(time, out var seconds))
        {
            rows.Reject(number, $"its time '{PointRows.Shown(time)}' is none; the property 'time' is written {TimeText.Forms}");
            return;
        }

        var told = Platform.Of(_texts.GetValueOrDefault(ColumnRole.Platform));
        rows.Add(number, new()
        {
            Longitude = place[0].GetDouble(),
            Latitude = place[1].GetDouble(),
            Time = seconds,
            Depth = _texts.TryGetValue(ColumnRole.Depth, out var depth) && double.TryParse(depth, System.Globalization.CultureInfo.InvariantCulture, out var metres) ? metres : double.NaN,
            Platform = new(
                _texts.GetValueOrDefault(ColumnRole.PlatformCode, told.Code), _texts.GetValueOrDefault(ColumnRole.PlatformId) ?? told.Id,
                _texts.GetValueOrDefault(ColumnRole.PlatformType)),
            Device = _texts.GetValueOrDefault(ColumnRole.Device),
            Meta = _texts.GetValueOrDefault(ColumnRole.Meta) ?? (feature.TryGetProperty("id", out var id) ? TextOf(id) : null),
            Provider = _texts.GetValueOrDefault(ColumnRole.Provider),
            Project = _texts.GetValueOrDefault(ColumnRole.Project),
        });
        foreach (var (variable, value) in _values)
        {
            rows.Set(variable, value);
        }
    }

    private void TakeProperties(long number, JsonElement feature)
    {
        _values.Clear();
        _texts.Clear();
        if (!feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in properties.EnumerateObject())
        {
            if (!_members.TryGetValue(member.Name, out var known))
            {
                var role = ColumnNames.RoleOf(member.Name, rows.Layout);
                known = (role, role == ColumnRole.Value ? rows.Variable(InsituSchema.Describe(member.Name)) : -1);
                _members.Add(member.Name, known);
            }

            if (known.Role != ColumnRole.Value)
            {
                if (TextOf(member.Value) is { } text)
                {
                    _texts[known.Role] = text;
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.Number)
            {
                _values.Add((known.Variable, member.Value.GetDouble()));
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                rows.NoteText(member.Name, number, member.Value.GetRawText());
            }
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
