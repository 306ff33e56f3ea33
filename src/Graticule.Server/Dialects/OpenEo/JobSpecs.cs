using System.Text.Json.Nodes;
using Graticule.Analysis.GraphJobs;
using Graticule.Analysis.Graphs;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using LogLevel = Graticule.Jobs.LogLevel;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>Process graphs as the engine's jobs: all of them run the process <c>process-graph</c>.</summary>
internal sealed class JobSpecs(UserProcesses processes, UserFiles files)
{
    private const string RecordMember = "job";

    private const string LevelMember = "log_level";

    /// <summary>The engine's job for what was asked for.</summary>
    /// <param name="caller">Whose files and processes the graph may use.</param>
    /// <param name="request">As <see cref="JobRequest"/> keeps it.</param>
    /// <param name="record">Id of the batch job; null: the caller waits for the result.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OpenEoException">ResultNodeMissing, FileNotFound.</exception>
    public async Task<JobSpec> MakeAsync(Caller caller, JsonObject request, string? record, CancellationToken cancellationToken)
    {
        var process = request["process"]!.AsObject();
        if (GraphParser.Parse(process["process_graph"]).Result is null)
        {
            throw Errors.New("ResultNodeMissing", "No node of the process graph is marked as its result; one must have \"result\": true.");
        }

        var kept = GraphReferences.Kept(process);
        var references = new GraphReferences(caller, processes, files);
        await references.FollowAsync(kept["process_graph"]!.AsObject(), cancellationToken);
        return new()
        {
            ProcessId = GraphDescription.Id,
            Title = (string?)request["title"],
            Resources = ProcessingParameters.Apply(request["parameters"] as JsonObject),
            Presentation = Presentation(request, record),
            Inputs = Inputs(kept, references),
        };
    }

    /// <summary>Id of the batch job that an engine's job is the run of; null: a caller waited for it.</summary>
    public static string? RecordOf(JobSpec spec) => (string?)spec.Presentation?[RecordMember];

    /// <summary>The lowest level that is kept of the log of a job that a caller waited for.</summary>
    public static LogLevel LogLevelOf(JobSpec spec) => Words.TryReadLevel((string?)spec.Presentation?[LevelMember], out var level) ? level : LogLevel.Info;

    private static JsonObject Presentation(JsonObject request, string? record)
    {
        JsonObject kept = [];
        if (record is not null)
        {
            kept[RecordMember] = record;
        }

        if (request["log_level"] is { } level)
        {
            kept[LevelMember] = level.DeepClone();
        }

        return kept;
    }

    private static JsonObject Inputs(JsonObject process, GraphReferences references)
    {
        var inputs = new JsonObject { [GraphDescription.Process] = process };
        if (references.Processes.Count > 0)
        {
            inputs[GraphDescription.Processes] = new JsonObject(references.Processes.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
        }

        if (references.Files.Count > 0)
        {
            inputs[GraphDescription.Paths] = Wire.Texts(references.Files.Keys);
            inputs[GraphDescription.Files] = new JsonArray([.. references.Files.Values.Select(file => file.Write())]);
        }

        return inputs;
    }
}
