using Graticule.Raster.Observations.Points;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Reads a request for a match-up: the rules and their order are the original's, the first that is broken is told.</summary>
internal static class MatchupReader
{
    private const int DefaultTimeTolerance = 86_400;
    private const double DefaultRadiusTolerance = 1000;

    private static readonly IReadOnlyList<string> Parameters = [.. InsituSchema.Fields.Select(field => field.Name)];

    private const string TimeForms = "Can be int value seconds from epoch or string format YYYY-MM-DDTHH:mm:ssZ";

    /// <exception cref="CdmsException">400.</exception>
    public static MatchupRequest Read(Arguments arguments)
    {
        _ = arguments.Box("b") ?? throw Errors.BadRequest(
            "'b' argument is required: four numbers with commas between, which are the western, southern, eastern and northern edge in degrees");
        var primary = Required(arguments, "primary");
        var secondary = arguments.Text("secondary") ?? arguments.Text("matchup");
        if (secondary is null || secondary.Trim(',', ' ').Length == 0)
        {
            throw Missing("secondary");
        }

        var parameter = ReadParameter(arguments);
        var start = ReadTime(arguments, "startTime");
        var end = ReadTime(arguments, "endTime");
        if (start > end)
        {
            throw Errors.BadRequest(
                $"The starting time must be before the ending time. Received startTime: {PythonTimes.Compact(start)}, endTime: {PythonTimes.Compact(end)}");
        }

        var (depthMin, depthMax) = (arguments.Decimal("depthMin"), arguments.Decimal("depthMax"));
        if (depthMin >= depthMax)
        {
            throw Errors.BadRequest("Depth Min should be less than Depth Max");
        }

        return new()
        {
            Box = arguments.Text("b")!,
            Primary = primary,
            Secondary = secondary,
            Parameter = parameter,
            Start = start,
            End = end,
            DepthMin = depthMin,
            DepthMax = depthMax,
            TimeTolerance = NotNegative("tt", arguments.Integer("tt", DefaultTimeTolerance)),
            RadiusTolerance = NotNegative("rt", arguments.Decimal("rt") ?? DefaultRadiusTolerance),
            Platforms = Required(arguments, "platforms"),
            MatchOnce = arguments.Boolean("matchOnce", otherwise: false),
            PrioritizeDistance = arguments.Boolean("prioritizeDistance", otherwise: true),
        };
    }

    private static string Required(Arguments arguments, string name) => arguments.Text(name) ?? throw Missing(name);

    private static CdmsException Missing(string name) => Errors.BadRequest($"'{name}' argument is required");

    private static string? ReadParameter(Arguments arguments)
    {
        var parameter = arguments.Text("parameter");
        return parameter is null || InsituSchema.Find(parameter) is not null
            ? parameter
            : throw Errors.BadRequest($"Parameter {parameter} not supported. Must be one of [{string.Join(", ", Parameters.Select(name => $"'{name}'"))}]");
    }

    private static long ReadTime(Arguments arguments, string name) => arguments.Moment(name) ?? throw Errors.BadRequest($"'{name}' argument is required. {TimeForms}");

    private static T NotNegative<T>(string name, T value)
        where T : System.Numerics.INumber<T> =>
        T.IsNegative(value) ? throw Errors.BadRequest($"'{name}' must not be negative") : value;
}
