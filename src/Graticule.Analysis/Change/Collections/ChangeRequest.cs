using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Cubes;
using Graticule.Analysis.GraphJobs;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Processes;
using Graticule.Analysis.Observations.Reading;
using Graticule.Jobs.Processes;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Change.Collections;

/// <summary>What a job asks of a collection, as a graph: the collection is loaded, and searched.</summary>
internal static class ChangeRequest
{
    private const string Load = "load";

    /// <summary>The cube of the segments; nothing is read yet.</summary>
    /// <exception cref="GraphException">The collection is not there, or an input does not fit.</exception>
    internal static ChangeCube Open(JobContext job, CancellationToken cancellationToken)
    {
        var services = new GraphServices
        {
            Processes = new(PredefinedProcesses.All, new Dictionary<string, UserProcess>(StringComparer.Ordinal)),
            Collections = GraphWorld.CatalogOf(job.Settings),
            Folder = job.Folder,
            Threads = job.Cores,
            Log = (level, _, message) => job.Log(level, message),
            CancellationToken = cancellationToken,
        };
        return (ChangeCube)GraphEvaluator.Evaluate(GraphParser.Parse(GraphOf(job.Inputs)), Parameters.None, new(services))!;
    }

    /// <summary>An input that an argument of the graph comes from.</summary>
    internal static string InputOf(GraphException exception) => exception.Parameter switch
    {
        "id" => ChangeInputs.Collection,
        "spatial_extent" => ObservationInputs.Box,
        "temporal_extent" => ObservationInputs.Start,
        { } setting => ChangeInputs.Settings.FirstOrDefault(pair => pair.Setting == setting).Input ?? ChangeInputs.Collection,
        null => ChangeInputs.Collection,
    };

    private static JsonObject GraphOf(JsonObject inputs)
    {
        var loaded = new JsonObject
        {
            ["id"] = inputs[ChangeInputs.Collection]!.DeepClone(),
            ["spatial_extent"] = inputs[ObservationInputs.Box] is JsonArray box
                ? new JsonObject { ["west"] = box[0]!.DeepClone(), ["south"] = box[1]!.DeepClone(), ["east"] = box[2]!.DeepClone(), ["north"] = box[3]!.DeepClone() }
                : null,
            ["temporal_extent"] = Extent((string?)inputs[ObservationInputs.Start], (string?)inputs[ObservationInputs.End]),
        };
        if (inputs["bands"] is JsonObject bands)
        {
            var quality = inputs["qa"] is JsonObject told ? told["band"] : inputs["qa"];
            loaded["bands"] = new JsonArray([.. bands.Select(band => band.Value).Append(quality).OfType<JsonValue>().Select(name => name.ToString()).Distinct(StringComparer.Ordinal).Select(name => (JsonNode)name)]);
        }

        var searched = new JsonObject { ["data"] = new JsonObject { ["from_node"] = Load } };
        foreach (var (input, setting) in ChangeInputs.Settings.Where(pair => inputs[pair.Input] is not null))
        {
            searched[setting] = inputs[input]!.DeepClone();
        }

        return new()
        {
            [Load] = new JsonObject { ["process_id"] = "load_collection", ["arguments"] = loaded },
            ["search"] = new JsonObject { ["process_id"] = ChangeDetection.Id, ["arguments"] = searched, ["result"] = true },
        };
    }

    /// <summary>Both ends belong to it, and of a day all hours.</summary>
    private static JsonArray? Extent(string? start, string? end)
    {
        const int LengthOfDay = 10;
        var behind = Instants.Find(end) is { } last ? last.Add(end!.Length <= LengthOfDay ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1)) : (DateTimeOffset?)null;
        return start is null && behind is null ? null : [start, behind?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)];
    }
}
