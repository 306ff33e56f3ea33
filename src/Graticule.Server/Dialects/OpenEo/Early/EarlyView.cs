using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>
/// Views (0.0.1): window, resolution and reference system of space and time in which a graph sees its data. They are put where data come
/// into the graph, so that all of it is computed in the view and nothing beyond it.
/// </summary>
internal static class EarlyView
{
    private static readonly Dictionary<string, string> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nearest"] = "near", ["near"] = "near", ["bilinear"] = "bilinear", ["cubic"] = "cubic", ["cubicspline"] = "cubicspline", ["lanczos"] = "lanczos",
        ["average"] = "average", ["mode"] = "mode",
    };

    private static readonly Dictionary<string, string> Periods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PT1H"] = "hour", ["P1D"] = "day", ["P7D"] = "week", ["P1W"] = "week", ["P10D"] = "dekad", ["P1M"] = "month", ["P3M"] = "season", ["P1Y"] = "year",
        ["P10Y"] = "decade",
    };

    private static readonly Dictionary<string, string> Reducers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nearest"] = "first", ["near"] = "first", ["average"] = "mean", ["mean"] = "mean", ["median"] = "median", ["min"] = "min", ["max"] = "max",
    };

    /// <param name="view">With <c>space</c>, <c>time</c> or both.</param>
    /// <param name="nodes">Changed: what comes from a collection goes through the view.</param>
    /// <exception cref="OpenEoException">What is wrong with the view.</exception>
    public static void Apply(JsonObject view, JsonObject nodes)
    {
        var (space, time) = (Part(view, "space"), Part(view, "time"));
        foreach (var load in nodes.Where(IsLoad).Select(node => node.Key).ToList())
        {
            var arguments = nodes[load]!["arguments"]!.AsObject();
            List<(string Process, JsonObject Arguments)> steps = [];
            if (space is not null)
            {
                Narrow(arguments, space);
                Add(steps, Resampling(space));
            }

            if (time is not null)
            {
                Limit(arguments, time);
                Add(steps, Aggregation(time));
            }

            Insert(nodes, load, steps);
        }
    }

    private static bool IsLoad(KeyValuePair<string, JsonNode?> node) => (string?)node.Value?["process_id"] == "load_collection";

    private static void Narrow(JsonObject load, JsonObject space)
    {
        if (Part(space, "window") is not { } window)
        {
            return;
        }

        var (left, right, top, bottom) = (Number(window, "left"), Number(window, "right"), Number(window, "top"), Number(window, "bottom"));
        load["spatial_extent"] = new JsonObject
        {
            ["west"] = Math.Min(left, right),
            ["east"] = Math.Max(left, right),
            ["south"] = Math.Min(top, bottom),
            ["north"] = Math.Max(top, bottom),
            ["crs"] = System(space) ?? 4326,
        };
    }

    private static (string Process, JsonObject Arguments)? Resampling(JsonObject space)
    {
        var (system, size) = (System(space), space["cell_size"] ?? space["resolution"]);
        if (system is null && size is null)
        {
            return null;
        }

        var arguments = new JsonObject { ["method"] = Word(space, "resampling", Methods, "near") };
        if (size is not null)
        {
            arguments["resolution"] = size.GetValueKind() == JsonValueKind.Number && size.GetValue<double>() > 0
                ? size.DeepClone()
                : throw Wrong("space.cell_size", "a number above 0, in units of the reference system");
        }

        if (system is { } projection)
        {
            arguments["projection"] = projection;
        }

        return ("resample_spatial", arguments);
    }

    private static void Limit(JsonObject load, JsonObject time)
    {
        if (Part(time, "window") is { } window)
        {
            load["temporal_extent"] = new JsonArray(Instant(window, "start"), Instant(window, "end"));
        }
    }

    private static (string Process, JsonObject Arguments)? Aggregation(JsonObject time)
    {
        if ((time["time_step"] ?? time["temporal_resolution"]) is null)
        {
            return null;
        }

        var reducer = Word(time, "resampling", Reducers, "mean");
        return ("aggregate_temporal_period", new()
        {
            ["period"] = Word(time, time["time_step"] is null ? "temporal_resolution" : "time_step", Periods, ""),
            ["reducer"] = new JsonObject
            {
                ["process_graph"] = new JsonObject
                {
                    [reducer] = new JsonObject
                    {
                        ["process_id"] = reducer,
                        ["arguments"] = new JsonObject { ["data"] = new JsonObject { ["from_parameter"] = "data" } },
                        ["result"] = true,
                    },
                },
            },
        });
    }

    private static void Add(List<(string Process, JsonObject Arguments)> steps, (string Process, JsonObject Arguments)? step)
    {
        if (step is { } known)
        {
            steps.Add(known);
        }
    }

    /// <summary>Puts processes behind a node: whoever read from it reads from the last of them.</summary>
    private static void Insert(JsonObject nodes, string start, List<(string Process, JsonObject Arguments)> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        var ids = Enumerable.Range(1, steps.Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{start}_view{number}")).ToList();
        foreach (var (_, node) in nodes)
        {
            Redirect(node!["arguments"], start, ids[^1]);
        }

        for (var step = 0; step < steps.Count; step++)
        {
            var (process, arguments) = steps[step];
            arguments["data"] = new JsonObject { ["from_node"] = step == 0 ? start : ids[step - 1] };
            nodes[ids[step]] = new JsonObject { ["process_id"] = process, ["arguments"] = arguments };
        }
    }

    /// <summary>Callbacks have nodes of their own, which are left alone.</summary>
    private static void Redirect(JsonNode? value, string from, string to)
    {
        switch (value)
        {
            case JsonObject members when members["from_node"] is { } node && node.GetValueKind() == JsonValueKind.String && node.GetValue<string>() == from:
                members["from_node"] = to;
                break;
            case JsonObject members when !members.ContainsKey("process_graph"):
                foreach (var (_, member) in members)
                {
                    Redirect(member, from, to);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Redirect(item, from, to);
                }

                break;
            default:
                break;
        }
    }

    private static JsonObject? Part(JsonObject whole, string name) => whole[name] switch
    {
        null => null,
        JsonObject part => part,
        _ => throw Wrong(name, "an object"),
    };

    private static double Number(JsonObject window, string name) => window[name] is { } value && value.GetValueKind() == JsonValueKind.Number
        ? value.GetValue<double>()
        : throw Wrong($"space.window.{name}", "a number in units of the reference system");

    private static int? System(JsonObject space) => space["srs"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var code) => code,
        JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith("EPSG:", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan("EPSG:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var code) => code,
        _ => throw Wrong("space.srs", "a reference system such as EPSG:32632"),
    };

    private static string Word(JsonObject part, string name, Dictionary<string, string> words, string otherwise) => part[name] switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<string>(out var text) && words.TryGetValue(text, out var word) => word,
        _ => throw Wrong(name, $"one of {string.Join(", ", words.Keys)}"),
    };

    /// <summary>A plain date as an end means all of that day, as it does in graphs.</summary>
    private static string? Instant(JsonObject window, string name)
    {
        if (window[name] is not { } value)
        {
            return null;
        }

        if (value.GetValueKind() != JsonValueKind.String || !DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw Wrong($"time.window.{name}", "a date such as 2017-01-31, or a time such as 2017-01-31T12:00:00Z");
        }

        var isDay = value.GetValue<string>().Length == "2017-01-31".Length;
        return Wire.Time(isDay && name == "end" ? time.AddDays(1) : time);
    }

    private static OpenEoException Wrong(string member, string expected) => Errors.BadRequest($"The member '{member}' of the view must be {expected}.");
}
