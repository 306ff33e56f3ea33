using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>Follows a CWL runner by its log: the steps that end, each with its record, the progress, and what it complained about.</summary>
/// <param name="job">Hears of it.</param>
/// <param name="folders">Where containers leave their records.</param>
/// <param name="known">Number of steps that are known to come.</param>
internal sealed class CwlSteps(JobContext job, CwlFolders folders, int known)
{
    private const int KeptComplaints = 80;
    private const int WholeLine = 4000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _running = new(StringComparer.Ordinal);
    private readonly Queue<string> _complaints = new();
    private readonly StepLog _log = new(job);
    private bool _complains;
    private int _done;

    /// <summary>The first step that failed, with the end of what it printed.</summary>
    public (StepRecord Step, IReadOnlyList<string> LastLines)? Failed { get; private set; }

    /// <summary>The latest lines in which the runner said what was wrong.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Names of the jobs that began and did not end.</summary>
    public IReadOnlyCollection<string> Running => _running.Keys;

    /// <summary>Hears one line; from any thread.</summary>
    public void Hear(string text)
    {
        lock (_lock)
        {
            HearOne(text);
        }
    }

    private void HearOne(string text)
    {
        var line = CwlLogLine.Read(text);
        var goesOn = line.Kind == CwlLogKind.Output && _complains;
        _complains = line.Kind == CwlLogKind.Warning || goesOn;
        if (_complains)
        {
            Complain(line.Text);
        }

        switch (line.Kind)
        {
            case CwlLogKind.JobStarted:
                _running[line.Name] = line.Text;
                job.Report(Share(), $"Step {line.Name} began.");
                break;
            case CwlLogKind.JobEnded:
                End(line.Name, line.Text);
                break;
            case CwlLogKind.Output when !string.IsNullOrWhiteSpace(text) && !text.StartsWith("    ", StringComparison.Ordinal):
                job.Log(LogLevel.Info, StepFailure.Clean(text, WholeLine));
                break;
            case CwlLogKind.Warning:
                job.Log(LogLevel.Warning, StepFailure.Clean(line.Text, WholeLine));
                break;
            default:
                break;
        }
    }

    private void Complain(string text)
    {
        _complaints.Enqueue(text);
        if (_complaints.Count > KeptComplaints)
        {
            _complaints.Dequeue();
        }
    }

    private void End(string name, string status)
    {
        if (!_running.Remove(name, out var folder))
        {
            return;
        }

        _done++;
        var (step, lastLines) = Record(name, folder);
        _log.Add(step);
        if (status is not ("success" or "skipped"))
        {
            Failed ??= (step, lastLines);
        }

        job.Report(Share(), string.Create(CultureInfo.InvariantCulture, $"Step {name} ended; {_done} of {Math.Max(known, _done + _running.Count)} are done."));
    }

    /// <summary>Less than 1, because the results are still to be gathered.</summary>
    private double Share() => 0.98 * _done / Math.Max(1, Math.Max(known, _done + _running.Count));

    /// <summary>The latest that the containers of this step's folder said; a step that never reached one has its name alone.</summary>
    private (StepRecord Step, IReadOnlyList<string> LastLines) Record(string name, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folders.Records, "*.json").OrderDescending(StringComparer.Ordinal))
        {
            if (Read(file) is { } found && PackedProcess.Text(found["folder"]) == folder)
            {
                var log = Path.GetFileName(PackedProcess.Text(found["log"]) ?? "");
                var path = Path.Combine(folders.Records, log);
                var step = new StepRecord(
                    name,
                    [.. (found["command"] as JsonArray ?? []).Select(PackedProcess.Text).OfType<string>()],
                    Image(PackedProcess.Text(found["image"])),
                    (int?)Number(found["exitCode"]),
                    Number(found["seconds"]),
                    Number(found["cpuSeconds"]),
                    Number(found["peakMiB"]),
                    Path.GetRelativePath(folders.Attempt, path));
                return (step, File.Exists(path) ? [.. File.ReadLines(path)] : []);
            }
        }

        return (new(name, []), [.. _complaints]);
    }

    private static string? Image(string? name) => name switch
    {
        null or CwltoolCommand.HostImage + ".sif" => null,
        _ when name.EndsWith(".sif", StringComparison.Ordinal) => name[..^4],
        _ => name,
    };

    /// <summary>Written by what runs inside of the sandbox, and so read with care.</summary>
    private static JsonObject? Read(string file)
    {
        try
        {
            return new FileInfo(file).Length < (4 << 20) ? JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number) ? number : null;
}
