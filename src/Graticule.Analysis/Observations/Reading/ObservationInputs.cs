using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Observations.Reading;

/// <summary>The inputs that processes over registered observations have in common.</summary>
public static class ObservationInputs
{
    /// <summary>Member of the settings of such processes: the folder of the index of data sets.</summary>
    public const string IndexFolder = "observations";

    public const string Datasets = "datasets";
    public const string Box = "bbox";
    public const string Start = "start";
    public const string End = "end";
    public const string Variables = "variables";
    public const string Platforms = "platforms";
    public const string DepthMin = "depthMin";
    public const string DepthMax = "depthMax";

    public const string Having = "having";

    /// <summary>In place of the list, for processes of one data set.</summary>
    public const string Dataset = "dataset";

    internal static Parameter DatasetList(int? most) =>
        new(most == 1 ? Dataset : Datasets, Schema("""{"type": "string", "minLength": 1, "maxLength": 200}"""))
        {
            Title = most == 1 ? "Data set" : "Data sets",
            Description = most == 1 ? "Id of a registered data set." : "Ids of registered data sets.",
            MaxOccurs = most,
        };

    internal static IReadOnlyList<Parameter> Extent { get; } =
    [
        new(Box, Schema("""{"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}}"""))
        {
            Title = "Area",
            Description = "West, south, east and north in degrees on WGS84, edges included; the world without it. A west beyond the east crosses the antimeridian.",
            MinOccurs = 0,
        },
        new(Start, Time()) { Title = "Start", Description = "Earliest time, included; from the beginning without it.", MinOccurs = 0 },
        new(End, Time()) { Title = "End", Description = "Latest time, included; to the end without it.", MinOccurs = 0 },
    ];

    internal static IReadOnlyList<Parameter> InSitu { get; } =
    [
        new(Platforms, Schema("""{"type": "string", "maxLength": 200}""")) { Title = "Platforms", Description = "Of points: codes or ids of platforms, any of them; all without it.", MinOccurs = 0, MaxOccurs = null },
        new(Having, Schema("""{"type": "string", "maxLength": 200}""")) { Title = "Having", Description = "Of points: variables, of which an observation has at least one.", MinOccurs = 0, MaxOccurs = null },
        new(DepthMin, Schema("""{"type": "number"}""")) { Title = "Least depth", Description = "Of points: in metres, downwards.", MinOccurs = 0 },
        new(DepthMax, Schema("""{"type": "number"}""")) { Title = "Greatest depth", Description = "Of points: in metres, downwards.", MinOccurs = 0 },
    ];

    internal static Parameter Variable(int? most) => new(most == 1 ? "variable" : Variables, Schema("""{"type": "string", "maxLength": 200}"""))
    {
        Title = most == 1 ? "Variable" : "Variables",
        Description = most == 1 ? "Its name or standard name; the first of the data set without it." : "Their names or standard names; all of the data set without it.",
        MinOccurs = 0,
        MaxOccurs = most,
    };

    internal static JsonObject Schema(string text) => JsonNode.Parse(text)!.AsObject();

    private static JsonObject Time() => Schema("""{"type": "string", "format": "date-time"}""");
}
