using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>What a match-up was asked for, as the API echoes it.</summary>
internal sealed record MatchupRequest
{
    public required string Primary { get; init; }

    /// <summary>Ids with commas between.</summary>
    public required string Secondary { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long Start { get; init; }

    public required long End { get; init; }

    /// <summary>As it came: four numbers with commas between.</summary>
    public required string Box { get; init; }

    /// <summary>Seconds.</summary>
    public required int TimeTolerance { get; init; }

    /// <summary>Metres.</summary>
    public required double RadiusTolerance { get; init; }

    /// <summary>Codes with commas between.</summary>
    public required string Platforms { get; init; }

    public string? Parameter { get; init; }

    /// <summary>Metres below the surface.</summary>
    public double? DepthMin { get; init; }

    public double? DepthMax { get; init; }

    public bool MatchOnce { get; init; }

    public bool PrioritizeDistance { get; init; } = true;

    /// <summary>One id or several.</summary>
    public IReadOnlyList<string> Secondaries => [.. Secondary.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>What a job remembers of it.</summary>
    public JsonObject Write() => new()
    {
        ["primary"] = Primary,
        ["secondary"] = Secondary,
        ["start"] = Start,
        ["end"] = End,
        ["b"] = Box,
        ["tt"] = TimeTolerance,
        ["rt"] = RadiusTolerance,
        ["platforms"] = Platforms,
        ["parameter"] = Parameter,
        ["depthMin"] = DepthMin,
        ["depthMax"] = DepthMax,
    };

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static MatchupRequest Read(JsonObject written) => new()
    {
        Primary = (string)written["primary"]!,
        Secondary = (string)written["secondary"]!,
        Start = (long)written["start"]!,
        End = (long)written["end"]!,
        Box = (string)written["b"]!,
        TimeTolerance = (int)written["tt"]!,
        RadiusTolerance = (double)written["rt"]!,
        Platforms = (string)written["platforms"]!,
        Parameter = (string?)written["parameter"],
        DepthMin = (double?)written["depthMin"],
        DepthMax = (double?)written["depthMax"],
    };

    /// <summary>The inputs of the process <c>matchup</c>.</summary>
    /// <param name="primary">Id of the data set.</param>
    /// <param name="secondaries">Ids of the data sets.</param>
    public JsonObject Inputs(string primary, IEnumerable<string> secondaries)
    {
        var box = Arguments.ReadBox(Box)!.Value;
        JsonObject inputs = new()
        {
            ["primary"] = primary,
            ["secondary"] = Texts(secondaries),
            ["bbox"] = new JsonArray(box.West, box.South, box.East, box.North),
            ["start"] = PythonTimes.Zulu(Start),
            ["end"] = PythonTimes.Zulu(End),
            ["timeTolerance"] = TimeTolerance,
            ["radiusTolerance"] = RadiusTolerance,
            ["platforms"] = Texts(Platforms.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            ["matchOnce"] = MatchOnce,
            ["prioritizeDistance"] = PrioritizeDistance,
        };
        Add(inputs, "parameter", Parameter);
        Add(inputs, "depthMin", DepthMin);
        Add(inputs, "depthMax", DepthMax);
        return inputs;
    }

    /// <summary>With times as the page of a job has them, or as results do.</summary>
    /// <param name="json">Gets the object.</param>
    /// <param name="hasTexts">Whether times are texts, not seconds.</param>
    public void WriteTo(PythonJson json, bool hasTexts)
    {
        json.BeginObject();
        json.Member("primary", Primary);
        WriteSecondaries(json);
        WriteTime(json, "startTime", Start, hasTexts);
        WriteTime(json, "endTime", End, hasTexts);
        json.Member("bbox", Box);
        json.Member("timeTolerance", (long)TimeTolerance);
        json.Member("radiusTolerance", RadiusTolerance);
        json.Member("platforms", Platforms);
        json.Member("parameter", Parameter);
        json.Member("depthMin", DepthMin);
        json.Member("depthMax", DepthMax);
        json.EndObject();
    }

    private void WriteSecondaries(PythonJson json)
    {
        json.Name("matchup");
        if (!Secondary.Contains(',', StringComparison.Ordinal))
        {
            json.Text(Secondary);
            return;
        }

        json.BeginArray();
        foreach (var name in Secondary.Split(','))
        {
            json.Text(name);
        }

        json.EndArray();
    }

    private static void WriteTime(PythonJson json, string name, long time, bool isText)
    {
        if (isText)
        {
            json.Member(name, PythonTimes.Aware(time));
        }
        else
        {
            json.Member(name, time);
        }
    }

    private static void Add(JsonObject inputs, string name, JsonNode? value)
    {
        if (value is not null)
        {
            inputs[name] = value;
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
