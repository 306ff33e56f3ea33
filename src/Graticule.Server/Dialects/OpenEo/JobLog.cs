using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using LogLevel = Graticule.Jobs.LogLevel;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// The log of a run as openEO's entries. The id of an entry is that of the run and the number of its line, so that it stays what it is and
/// no two runs of a job share one. The last entry of a run that failed is its error.
/// </summary>
internal sealed class JobLog(JobLogs logs)
{
    private const string CodeMember = "code";

    private const string PathMember = "path";

    /// <summary>The entries from a level on that lie behind another one.</summary>
    /// <param name="run">The engine's job.</param>
    /// <param name="least">The lowest level that is told.</param>
    /// <param name="offset">Id of the entry behind which to begin; null, or of no entry of this run: with the first.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<JsonObject>> ReadAsync(Job run, LogLevel least, string? offset, CancellationToken cancellationToken)
    {
        var lines = await ReadAsync(run, cancellationToken);
        List<JsonObject> entries = [];
        for (var number = Number(run, offset) + 1; number < lines.Count; number++)
        {
            if (lines[number].Level >= least)
            {
                entries.Add(Write(run, number, lines[number]));
            }
        }

        return entries;
    }

    /// <summary>Why a run failed.</summary>
    public async Task<JsonObject> ReadErrorAsync(Job run, CancellationToken cancellationToken)
    {
        var lines = await ReadAsync(run, cancellationToken);
        return Write(run, lines.Count - 1, lines[^1]);
    }

    /// <summary>
    /// The lines of the run. What the engine says at the end of one that failed gets the code, and from the process's own line about it the
    /// nodes at fault; where nobody said anything, as of a job that never began, a line is made of the problem.
    /// </summary>
    private async Task<IReadOnlyList<LogLine>> ReadAsync(Job run, CancellationToken cancellationToken)
    {
        var lines = await logs.ReadAsync(run, fromLine: 0, cancellationToken);
        if (run.Problem is not { } problem)
        {
            return lines;
        }

        var data = new JsonObject { [CodeMember] = Errors.Of(problem).Code };
        if (lines.LastOrDefault(line => line.Data?[PathMember] is not null)?.Data![PathMember] is { } path)
        {
            data[PathMember] = path.DeepClone();
        }

        var end = new LogLine(run.FinishedAt ?? run.UpdatedAt, LogLevel.Error, problem.Message, data);
        return lines is [.., { Level: LogLevel.Error, Data: null }] ? [.. lines.SkipLast(1), end with { Time = lines[^1].Time }] : [.. lines, end];
    }

    private static JsonObject Write(Job run, int number, LogLine line)
    {
        var entry = new JsonObject
        {
            ["id"] = Id(run, number),
            ["level"] = Words.Level(line.Level),
            ["message"] = line.Message,
            ["time"] = Wire.Time(line.Time),
        };
        foreach (var (name, value) in line.Data ?? [])
        {
            if (name is CodeMember or PathMember or "data" or "usage" && value is not null)
            {
                entry[name] = value?.DeepClone();
            }
        }

        return entry;
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
