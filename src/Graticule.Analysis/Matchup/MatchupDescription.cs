using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Outputs;
using Graticule.Analysis.Matchup.Outputs.Plots;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Outputs.Statistics;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Matchup;

/// <summary>What <c>matchup</c> takes and gives.</summary>
internal static class MatchupDescription
{
    public const string Wgs84 = "wgs84";
    public const string Sphere = "sphere";

    /// <summary>Half the circumference of the Earth: no two places are farther apart.</summary>
    private const int MostMetres = 20_037_509;

    private static readonly string[] PointTypes = ["text/csv", "application/geo+json", "application/json"];

    /// <summary>Which observations are looked at: those of the preview, too.</summary>
    public static IReadOnlyList<Parameter> Domain { get; } =
    [
        new(MatchupNames.Primary, Id()) { Title = "Primary data set", Description = "Id of a registered data set: a grid, a swath or points. Its observations are each matched with secondaries.", MinOccurs = 0 },
        new(MatchupNames.PrimaryPoints, []) { Title = "Primary points", Description = "Points in place of a primary data set. " + Points, MinOccurs = 0, MediaTypes = PointTypes },
        new(MatchupNames.Secondary, Id()) { Title = "Secondary data sets", Description = "Ids of registered data sets of any kind.", MinOccurs = 0, MaxOccurs = null },
        new(MatchupNames.SecondaryPoints, []) { Title = "Secondary points", Description = "Points beside, or in place of, secondary data sets. " + Points, MinOccurs = 0, MediaTypes = PointTypes },
        new(MatchupNames.Box, Schema("""{"anyOf": [{"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}}, {"allOf": [{"format": "ogc-bbox"}]}]}"""))
        {
            Title = "Area of the primaries",
            Description = "West, south, east and north in degrees on WGS84, edges included; the world without it. A west beyond the east crosses the antimeridian.",
            MinOccurs = 0,
        },
        new(MatchupNames.Start, Time()) { Title = "Earliest time of the primaries", Description = "Included; from the beginning without it.", MinOccurs = 0 },
        new(MatchupNames.End, Time()) { Title = "Latest time of the primaries", Description = "Included; to the end without it.", MinOccurs = 0 },
        new(MatchupNames.TimeTolerance, Schema("""{"type": "integer", "minimum": 0, "maximum": 100000000000, "default": 86400}"""))
        {
            Title = "Greatest difference in time, in seconds",
            Description = "Between the observations of a pair, either way; included.",
            MinOccurs = 0,
        },
        new(MatchupNames.RadiusTolerance, Schema($$"""{"type": "number", "minimum": 0, "maximum": {{MostMetres}}, "default": 1000}"""))
        {
            Title = "Greatest distance, in metres",
            Description = "Between the observations of a pair; included.",
            MinOccurs = 0,
        },
        new(MatchupNames.Platforms, Schema("""{"type": "string", "maxLength": 200}""")) { Title = "Platforms", Description = "Of points: codes or ids of platforms, any of them; all without it.", MinOccurs = 0, MaxOccurs = null },
        new(MatchupNames.Parameter, Schema("""{"type": "string", "minLength": 1, "maxLength": 200}"""))
        {
            Title = "Parameter",
            Description = "Of points: name of a variable that must have a value. The other variables are told, too.",
            MinOccurs = 0,
        },
        new(MatchupNames.DepthMin, Schema("""{"type": "number"}""")) { Title = "Least depth, in metres", Description = "Of points, downwards, included. A depth that is not known passes where the limits hold the surface.", MinOccurs = 0 },
        new(MatchupNames.DepthMax, Schema("""{"type": "number"}""")) { Title = "Greatest depth, in metres", Description = "Of points, downwards, included.", MinOccurs = 0 },
    ];

    public static Parameter Clip { get; } = new(MatchupNames.ClipSecondaries, Flag(false))
    {
        Title = "Secondaries lie in the area, too",
        Description = "As Apache SDAP has it for points.",
        MinOccurs = 0,
    };

    public static ProcessDescription Process { get; } = new()
    {
        Id = MatchupNames.Process,
        Title = "Match-up of observations",
        Description =
            "Finds, for each observation of a primary data set in an area and a span of time, the observations of secondary data sets that lie within a "
            + "distance and a difference in time. Data sets are grids, swaths or points, on either side; distances are geodesics on WGS84.",
        Keywords = ["match-up", "matchup", "collocation", "in situ", "satellite", "validation", "CDMS"],
        IsRepeatable = true,
        Inputs =
        [
            .. Domain,
            new(MatchupNames.MatchOnce, Flag(false))
            {
                Title = "Only the best match",
                Description = "Whether only the best secondary of each primary is kept, and others at the very same place and time as that one.",
                MinOccurs = 0,
            },
            new(MatchupNames.PrioritizeDistance, Flag(true))
            {
                Title = "Distance before time",
                Description = $"For '{MatchupNames.MatchOnce}': whether the best is the nearest in space, among those the nearest in time; else it is the other way round.",
                MinOccurs = 0,
            },
            new(MatchupNames.Surface, Schema($$"""{"type": "string", "enum": ["{{Wgs84}}", "{{Sphere}}"], "default": "{{Wgs84}}"}"""))
            {
                Title = "Surface that distances are measured on",
                Description = "The ellipsoid of WGS84, or the sphere of radius 6,371,008.8 m.",
                MinOccurs = 0,
            },
            new(MatchupNames.Cells, Schema("""{"type": "integer", "minimum": 1, "maximum": 99}"""))
            {
                Title = "Box of cells",
                Description = "n, odd: the statistics of the n x n cells around the cell of each pair are told, of the primary where it is a grid or swath, else of the secondary.",
                MinOccurs = 0,
            },
            new(MatchupNames.Screening, ScreeningJson.Schema())
            {
                Title = "Screening",
                Description = $"Criteria that pairs must fulfil: the name of a preset, \"{ScreeningJson.BaileyWerdell}\", or an object. What is dropped is counted in the summary.",
                MinOccurs = 0,
            },
            new(MatchupNames.Compare, Schema("""{"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "string", "maxLength": 200}}"""))
            {
                Title = "Variables that are compared",
                Description = "Names of one of the primary and one of the secondary, for statistics, pictures and screening; without it those that measure the same quantity.",
                MinOccurs = 0,
            },
            new(MatchupNames.DropZeros, Flag(false)) { Title = "Values of zero are not told", Description = "As Apache SDAP does; the pairs stay.", MinOccurs = 0 },
            Clip,
        ],
        Outputs =
        [
            new(MatchupNames.Matches, []) { Title = "Matches", Description = "All that was found, in the form that this server reads pages of.", MediaTypes = [MatchFile.MediaType] },
            new(MatchupNames.Summary, Summary()) { Title = "Summary", Description = "How many there are." },
            new(MatchupNames.Pairs, [])
            {
                Title = "Pairs",
                Description = "A row, or record, for each pair, with its distance and difference in time.",
                MediaTypes = [.. PairFormats.All.SelectMany(format => format.MediaTypes)],
            },
            new(MatchupNames.Statistics, StatisticsJson.Schema()) { Title = "Statistics", Description = "Bias, errors, correlation, regression and limits of agreement, for each pair of variables that are compared." },
            new(MatchupNames.Scatter, []) { Title = "Scatter plot", Description = "The first pair of variables against each other.", MediaTypes = [PairPlots.MediaType] },
            new(MatchupNames.Map, []) { Title = "Map", Description = "Where the pairs lie, with the differences of the first pair of variables.", MediaTypes = [PairPlots.MediaType] },
        ],
    };

    private const string Points =
        "CSV with columns latitude, longitude and time, or GeoJSON with points and a property time, or the JSON of in-situ services; all other columns that are numbers are variables.";

    private static JsonObject Summary() => Schema(
        """
        {
          "type": "object",
          "required": ["primaries", "pairs", "uniqueSecondaries", "seconds"],
          "properties": {
            "primaries": {"type": "integer", "description": "Primaries with at least one match."},
            "pairs": {"type": "integer"},
            "uniqueSecondaries": {"type": "integer", "description": "Different secondaries among the pairs."},
            "seconds": {"type": "number", "description": "That the match took, its results written."},
            "unreadable": {"type": "array", "items": {"type": "string"}, "description": "Files that were passed over, and why."},
            "screening": {"type": "object", "description": "Pairs that were kept, and dropped for each reason."}
          }
        }
        """);

    private static JsonObject Id() => Schema("""{"type": "string", "minLength": 1, "maxLength": 200}""");

    private static JsonObject Time() => Schema("""{"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}""");

    private static JsonObject Flag(bool usual) => new() { ["type"] = "boolean", ["default"] = usual };

    private static JsonObject Schema(string text) => JsonNode.Parse(text)!.AsObject();
}
