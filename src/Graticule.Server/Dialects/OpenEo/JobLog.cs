using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using LogLevel = Graticule.Jobs.LogLevel;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// The log of a run as openEO's entries. The id of an entry is that of the run and the number of its line, so that it stays what it is and
/// no two runs of a job share one. Behind the lines of a run that failed stands its error.
/// </summary>
internal sealed class JobLog(JobLogs logs)
{
    /// <summary>The entries from a level on that lie behind another one.</summary>
    /// <param name="run">The engine's job.</param>
    /// <param name="least">The lowest level that is told.</param>
    /// <param name="offset">Id of the entry behind which to begin; null, or of no entry of this run: with the first.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<JsonObject>> ReadAsync(Job run, LogLevel least, string? offset, CancellationToken cancellationToken)
    {
        var known = Number(run, offset);
        var lines = await logs.ReadAsync(run, fromLine: 0, cancellationToken);
        List<JsonObject> entries = [];
        for (var number = known + 1; number < lines.Count; number++)
        {
            if (lines[number].Level >= least)
            {
                entries.Add(Write(run, number, lines[number]));
            }
        }

        if (run.State == JobState.Failed && known < lines.Count)
        {
            entries.Add(Error(run, lines.Count));
        }

        return entries;
    }

    /// <summary>Why a run failed.</summary>
    public async Task<JsonObject> ReadErrorAsync(Job run, CancellationToken cancellationToken) =>
        Error(run, (await logs.ReadAsync(run, fromLine: 0, cancellationToken)).Count);

    private static JsonObject Write(Job run, int number, LogLine line) => new()
    {
        ["id"] = Id(run, number),
        ["level"] = Words.Level(line.Level),
        ["message"] = line.Message,
        ["time"] = Wire.Time(line.Time),
    };

    private static JsonObject Error(Job run, int number)
    {
        var problem = run.Problem ?? new(ProblemKind.ProcessFailed, "The job failed, and nobody said why.");
        var entry = new JsonObject
        {
            ["id"] = Id(run, number),
            ["code"] = Errors.Of(problem).Code,
            ["level"] = Words.Error,
            ["message"] = problem.Message,
            ["time"] = Wire.Time(run.FinishedAt ?? run.UpdatedAt),
        };
        if (problem.Details is [var fault, ..] && Path(run, fault.Pointer) is { Count: > 0 } path)
        {
            entry["path"] = path;
        }

        return entry;
    }

    /// <summary>
    /// The nodes that a pointer such as <c>/reduce/arguments/reducer/process_graph/mean/arguments/data</c> passes, from the outermost inwards;
    /// at the last, the parameter.
    /// </summary>
    private static JsonArray Path(Job run, string pointer)
    {
        var parts = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part is "inputs" or "process" or "process_graph").ToList();
        JsonArray path = [];
        JsonNode? graph = run.Spec.Inputs["process"]?["process_graph"];
        for (var place = 0; place < parts.Count && graph is JsonObject nodes && nodes[parts[place]] is JsonObject node; place += 4)
        {
            var step = new JsonObject { ["node_id"] = parts[place], ["process_id"] = node["process_id"]?.DeepClone() };
            var parameter = parts.ElementAtOrDefault(place + 2);
            graph = parameter is null ? null : node["arguments"]?[parameter]?["process_graph"];
            if (parameter is not null && parts.Count <= place + 4)
            {
                step["parameter"] = parameter;
            }

            path.Add(step);
        }

        return path;
    }

    private static string Id(Job run, int number) => string.Create(CultureInfo.InvariantCulture, $"{run.Id}-{number}");

    /// <summary>The number of the line that an id names; -1 where it names none of this run.</summary>
    private static int Number(Job run, string? id)
    {
        var prefix = $"{run.Id}-";
        return id is not null && id.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
    }
}
