using System.Text.Json.Nodes;
using Graticule.Analysis.Observations;
using Graticule.Raster.Observations;

namespace Graticule.Server.Dialects.Cdms.Data;

/// <summary>What requests for data have in common: the box and the span of time, by the rules and in the words of the original.</summary>
internal static class DataArguments
{
    private const string TimeForms = "Can be int value seconds from epoch or string format YYYY-MM-DDTHH:mm:ssZ";

    public static LonLatBox Box(Arguments arguments) => arguments.Box("b") ?? throw Errors.BadRequest(
        "'b' argument is required. Must be comma-delimited float formatted as Minimum (Western) Longitude, Minimum (Southern) Latitude, "
        + "Maximum (Eastern) Longitude, Maximum (Northern) Latitude");

    /// <summary>Seconds since 1970.</summary>
    public static (long Start, long End) Span(Arguments arguments)
    {
        var (start, end) = (Moment(arguments, "startTime"), Moment(arguments, "endTime"));
        return start <= end
            ? (start, end)
            : throw Errors.BadRequest(
                $"The starting time must be before the ending time. Received startTime: {PythonTimes.Compact(start)}, endTime: {PythonTimes.Compact(end)}");
    }

    /// <summary>Inputs of a process over the data sets.</summary>
    public static JsonObject Inputs(IEnumerable<ObservationDataset> datasets, LonLatBox box, (long Start, long End) span) => new()
    {
        [ObservationInputs.Datasets] = new JsonArray([.. datasets.Select(dataset => JsonValue.Create(dataset.Id))]),
        [ObservationInputs.Box] = new JsonArray(box.West, box.South, box.East, box.North),
        [ObservationInputs.Start] = PythonTimes.Zulu(span.Start),
        [ObservationInputs.End] = PythonTimes.Zulu(span.End),
    };

    /// <exception cref="CdmsException">404.</exception>
    public static ObservationDataset Find(DatasetCatalog datasets, string id) => datasets.Find(id) ?? throw Errors.UnknownDataset(id);

    /// <summary>In-situ observations by the id of their data set, or by their project.</summary>
    /// <exception cref="CdmsException">404.</exception>
    public static ObservationDataset FindInSitu(DatasetCatalog datasets, string name) =>
        datasets.Find(name)
        ?? datasets.List().FirstOrDefault(dataset => dataset.Kind == DatasetKind.Points && dataset.Project == name)
        ?? throw Errors.UnknownDataset(name);

    private static long Moment(Arguments arguments, string name) => arguments.Moment(name) ?? throw Errors.BadRequest($"'{name}' argument is required. {TimeForms}");
}
