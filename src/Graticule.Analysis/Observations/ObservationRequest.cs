using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Analysis.Observations;

/// <summary>Which observations a job is about.</summary>
internal sealed record ObservationRequest
{
    public required IReadOnlyList<ObservationDataset> Datasets { get; init; }

    public required LonLatBox Box { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long Start { get; init; }

    public required long End { get; init; }

    /// <summary>Of points.</summary>
    public PointQuery Rows { get; init; } = new();

    /// <exception cref="ProblemException">A data set is not there, or a value makes no sense.</exception>
    public static ObservationRequest Read(JobContext job)
    {
        var faults = Check(job.Inputs);
        if (faults.Count > 0)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, faults[0].Message, Details: faults));
        }

        var folder = job.Settings[ObservationInputs.IndexFolder]?.GetValue<string>();
        var catalog = folder is null ? null : new DatasetCatalog(folder);
        var (box, start, end) = (BoxOf(job.Inputs), Moment(job.Inputs, ObservationInputs.Start) ?? long.MinValue, Moment(job.Inputs, ObservationInputs.End) ?? long.MaxValue);
        return new()
        {
            Datasets = [.. Texts(job.Inputs[ObservationInputs.Datasets] ?? job.Inputs[ObservationInputs.Dataset]).Select(id => Find(catalog, id))],
            Box = box,
            Start = start,
            End = end,
            Rows = new()
            {
                Box = box,
                Start = start,
                End = end,
                Platforms = Texts(job.Inputs[ObservationInputs.Platforms]),
                Variables = Texts(job.Inputs[ObservationInputs.Having]),
                DepthMin = Number(job.Inputs[ObservationInputs.DepthMin]),
                DepthMax = Number(job.Inputs[ObservationInputs.DepthMax]),
            },
        };
    }

    /// <summary>What is wrong with the extent, as far as its values are of the right kind.</summary>
    public static IReadOnlyList<Fault> Check(JsonObject inputs)
    {
        List<Fault> faults = [];
        if (inputs[ObservationInputs.Box] is JsonArray { Count: 4 } box && box.All(edge => Number(edge) is not null))
        {
            double[] edges = [.. box.Select(edge => Number(edge)!.Value)];
            if (edges[1] > edges[3] || edges[1] < -90 || edges[3] > 90 || Math.Abs(edges[0]) > 180 || Math.Abs(edges[2]) > 180)
            {
                faults.Add(new("/inputs/bbox", "The box must be west, south, east and north in degrees: longitudes from -180 to 180, latitudes from -90 to 90, the south not above the north."));
            }
        }

        foreach (var name in (string[])[ObservationInputs.Start, ObservationInputs.End])
        {
            if (inputs[name] is JsonValue value && value.TryGetValue<string>(out var text) && Moment(text) is null)
            {
                faults.Add(new($"/inputs/{name}", $"The time '{text}' is none; write it as 2018-04-01T00:00:00Z."));
            }
        }

        if (faults.Count == 0 && Moment(inputs, ObservationInputs.Start) > Moment(inputs, ObservationInputs.End))
        {
            faults.Add(new("/inputs/start", "The start must not be after the end."));
        }

        return faults;
    }

    /// <summary>Index of a variable by its name or standard name; the first without one.</summary>
    /// <exception cref="ProblemException">The data set has none of that name.</exception>
    public static int VariableOf(ObservationDataset dataset, string? name)
    {
        for (var index = 0; index < dataset.Variables.Count; index++)
        {
            var variable = dataset.Variables[index];
            if (name is null || variable.Name == name || variable.StandardName == name)
            {
                return index;
            }
        }

        throw new ProblemException(new(
            ProblemKind.InvalidInput, $"The data set '{dataset.Id}' has no variable '{name}'; it has: {string.Join(", ", dataset.Variables.Select(variable => variable.Name))}."));
    }

    public static IReadOnlyList<string> Texts(JsonNode? value) => value switch
    {
        null => [],
        JsonArray texts => [.. texts.Select(text => text!.GetValue<string>())],
        _ => [value.GetValue<string>()],
    };

    /// <exception cref="ProblemException">There is none of that id.</exception>
    public static ObservationDataset Find(DatasetCatalog? catalog, string id) =>
        catalog?.Find(id) ?? throw new ProblemException(ProblemKind.NotFound, $"Dataset {id} is not currently loaded/ingested", id);

    private static LonLatBox BoxOf(JsonObject inputs) => inputs[ObservationInputs.Box] is JsonArray box
        ? new(Number(box[0])!.Value, Number(box[1])!.Value, Number(box[2])!.Value, Number(box[3])!.Value)
        : LonLatBox.World;

    private static double? Number(JsonNode? value) => value is JsonValue number && number.TryGetValue<double>(out var read) && double.IsFinite(read) ? read : null;

    private static long? Moment(JsonObject inputs, string name) => inputs[name] is JsonValue value && value.TryGetValue<string>(out var text) ? Moment(text) : null;

    private static long? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToUnixTimeSeconds()
            : null;
}
