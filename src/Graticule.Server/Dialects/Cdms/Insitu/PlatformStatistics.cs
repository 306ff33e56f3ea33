using System.Text.Json.Nodes;
using Graticule.Raster.Observations.Points;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>Extent and numbers of the observations of one platform.</summary>
internal sealed class PlatformStatistics
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _total;
    private long _start = long.MaxValue;
    private long _end = long.MinValue;
    private (double Least, double Most) _latitude = (double.PositiveInfinity, double.NegativeInfinity);
    private (double Least, double Most) _longitude = (double.PositiveInfinity, double.NegativeInfinity);
    private (double Least, double Most) _depth = (double.PositiveInfinity, double.NegativeInfinity);

    public void Add(PointTable rows, int row)
    {
        _total++;
        var time = rows.Times[row];
        (_start, _end) = (Math.Min(_start, time), Math.Max(_end, time));
        _latitude = Widen(_latitude, rows.Latitudes[row]);
        _longitude = Widen(_longitude, rows.Longitudes[row]);
        _depth = Widen(_depth, rows.Depths[row]);
        for (var variable = 0; variable < rows.Variables.Count; variable++)
        {
            if (!double.IsNaN(rows.Values(variable)[row]))
            {
                var name = rows.Variables[variable].Name;
                _counts[name] = _counts.GetValueOrDefault(name) + 1;
            }
        }
    }

    /// <summary>Where the platform moves, its one place is the most northern and eastern edge, as in the original; the others stand beside it.</summary>
    public JsonObject Write(Platform platform) => new()
    {
        ["platform"] = platform.Id ?? platform.Code,
        ["platform_code"] = platform.Code,
        ["platform_short_name"] = platform.Id ?? platform.Type ?? platform.Code,
        ["total"] = _total,
        ["lat"] = _latitude.Most,
        ["lon"] = _longitude.Most,
        ["min_lat"] = _latitude.Least,
        ["max_lat"] = _latitude.Most,
        ["min_lon"] = _longitude.Least,
        ["max_lon"] = _longitude.Most,
        ["min_depth"] = double.IsFinite(_depth.Least) ? _depth.Least : null,
        ["max_depth"] = double.IsFinite(_depth.Most) ? _depth.Most : null,
        ["min_datetime"] = PythonTimes.Zulu(_start),
        ["max_datetime"] = PythonTimes.Zulu(_end),
        ["observation_counts"] = new JsonObject(InsituSchema.Fields.Select(
            field => KeyValuePair.Create<string, JsonNode?>(field.Name, _counts.GetValueOrDefault(field.Name)))),
        ["units"] = new JsonObject(InsituSchema.Fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Units))),
    };

    private static (double Least, double Most) Widen((double Least, double Most) range, double value) =>
        double.IsNaN(value) || value == PointTable.UnknownDepth ? range : (Math.Min(range.Least, value), Math.Max(range.Most, value));
}
