using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Scripts of users: <c>/udf/Python/reduce_time</c>.</summary>
internal static class UserScripts
{
    /// <summary>The types that are done, and what the script gets.</summary>
    public static IReadOnlyDictionary<string, string> Types { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["apply_pixel"] = "The bands of each pixel and date, of which it makes other bands.",
        ["reduce_time"] = "The series of each pixel and band, of which it makes one value.",
        ["aggregate_time"] = "The series of each pixel and band, of which it makes another series, of other dates.",
        ["window_time"] = "The series of each pixel and band, of which it makes one of the same dates.",
        ["apply_scene"] = "The images as a whole, of which it makes others.",
    };

    /// <summary>What can be given to a script.</summary>
    public static IReadOnlyList<EarlyArgument> Arguments { get; } =
    [
        EarlyArgument.Imagery,
        new("script", "Path of the uploaded script, such as /users/me/files/script.py."),
        new("version", "Version of the language.") { IsRequired = false, Default = "latest" },
    ];

    /// <summary>As 0.3 has them: processes of their own, whose scripts are in Python.</summary>
    public static IReadOnlyList<EarlyProcess> All { get; } =
        [.. Types.Select(type => new EarlyProcess(type.Key, $"Runs a script of the user. It gets: {char.ToLowerInvariant(type.Value[0])}{type.Value[1..]}", Arguments, call => Run(call, "Python", type.Key)))];

    /// <summary>As 0.0.x has them: <c>/udf/</c>, the language and the type.</summary>
    public static EarlyImage Run(ProcessCall call) => call.Process.Split('/') is ["", "udf", var language, var type]
        ? Run(call, language, type)
        : throw new EarlyGraphException($"The process '{call.Process}' must have the form '/udf/Python/reduce_time'.", call.Process);

    private static EarlyImage Run(ProcessCall call, string language, string type)
    {
        call.Allow([.. ProcessCall.ImageNames, "script", "version"]);
        var image = call.Image();
        return type switch
        {
            "reduce_time" => Reduce(image, call, language) with { Time = null },
            "aggregate_time" or "window_time" => Along(image, call, language, image.Time ?? throw call.Wrong("imagery", "has no dates any more")),
            "apply_pixel" when image.BandDimension is { } bands => Along(image, call, language, bands) with { Bands = [] },
            "apply_pixel" => call.Translation.Apply(image, "apply", ("process", Callback(call, language, "x"))),
            "apply_scene" => Whole(image, call, language),
            _ => throw new EarlyGraphException(
                $"User-defined functions of the type '{type}' are not run here; there are: {string.Join(", ", Types.Keys)}.", call.Process),
        };
    }

    private static EarlyImage Reduce(EarlyImage image, ProcessCall call, string language) => call.Translation.Apply(
        image, "reduce_dimension", ("reducer", Callback(call, language, "data")), ("dimension", image.Time ?? throw call.Wrong("imagery", "has no dates any more")));

    private static EarlyImage Along(EarlyImage image, ProcessCall call, string language, string dimension) =>
        call.Translation.Apply(image, "apply_dimension", ("process", Callback(call, language, "data")), ("dimension", dimension));

    private static EarlyImage Whole(EarlyImage image, ProcessCall call, string language)
    {
        var arguments = Script(call, language);
        arguments["data"] = NodeWriter.FromNode(image.Node);
        return image with { Node = call.Translation.Writer.Add("run_udf", arguments) };
    }

    private static JsonObject Callback(ProcessCall call, string language, string parameter)
    {
        var nodes = new NodeWriter();
        var arguments = Script(call, language);
        arguments["data"] = NodeWriter.FromParameter(parameter);
        nodes.Add("run_udf", arguments);
        return NodeWriter.Callback(nodes);
    }

    private static JsonObject Script(ProcessCall call, string language)
    {
        var arguments = new JsonObject
        {
            ["udf"] = UserPaths.Plain(call.Text("script", "the path of an uploaded script, such as /users/me/files/script.py")),
            ["runtime"] = language,
        };
        if (call.OptionalText("version") is { } version && version != "latest")
        {
            arguments["version"] = version;
        }

        return arguments;
    }
}
