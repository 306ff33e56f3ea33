using System.Globalization;
using System.Text.Json;

namespace Graticule.Analysis.Batch;

/// <summary>
/// The folder of an attempt: what lies where while it runs. The commands see <c>work</c>, <c>home</c> and the run's <c>tmp</c> and can write there
/// whatever they like, links included; nothing else is theirs.
/// </summary>
/// <param name="Path">The attempt's folder.</param>
public sealed record BatchFolder(string Path)
{
    /// <summary>Work folders of all runs: that of the only one, or <c>run1</c>, <c>run2</c>, … in it.</summary>
    public string Work => System.IO.Path.Combine(Path, "work");

    public string Home => System.IO.Path.Combine(Path, "home");

    /// <summary>Whether each run has a folder of its own: said beside them, where no command can make it so.</summary>
    public bool IsSweep => File.Exists(SweepMark);

    private string SweepMark => System.IO.Path.Combine(Path, "sweep");

    /// <summary>What runs began and ended: a line of JSON each time.</summary>
    public string Events => System.IO.Path.Combine(Path, "runs.jsonl");

    public string Collected => System.IO.Path.Combine(Path, BatchNames.Collected);

    /// <summary>Name of a run's folder in the work folder; empty where there is one run.</summary>
    public static string NameOf(int run, bool isSweep) => isSweep ? string.Create(CultureInfo.InvariantCulture, $"run{run}") : "";

    public string WorkOf(int run, bool isSweep) => System.IO.Path.Combine(Work, NameOf(run, isSweep));

    /// <summary>What the commands of a run print, while it runs.</summary>
    public string LogOf(int run) => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"output{run}.log"));

    internal string TemporaryOf(int run) => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"tmp{run}"));

    /// <summary>Asks the attempt, or one of its runs, to end and to keep what it wrote. It hears of it within a fraction of a second.</summary>
    public void AskToStop(int? run = null)
    {
        Directory.CreateDirectory(Path);
        File.WriteAllBytes(StopOf(run), []);
    }

    internal void MarkSweep() => File.WriteAllBytes(SweepMark, []);

    internal bool IsAskedToStop(int? run = null) => File.Exists(StopOf(run));

    /// <summary>What was said first of the first run; null where none has begun: the worker waits for its machine, or has only just started.</summary>
    public BatchRunRecord? ReadFirst()
    {
        try
        {
            return ReadEvents().FirstOrDefault();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Where the runs that have begun stand; empty where none has.</summary>
    public IReadOnlyList<BatchRunRecord> ReadRuns()
    {
        SortedDictionary<int, BatchRunRecord> runs = [];
        try
        {
            foreach (var run in ReadEvents())
            {
                runs[run.Number] = run;
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // Nothing has begun, or the last line is being written.
        }

        return [.. runs.Values];
    }

    private IEnumerable<BatchRunRecord> ReadEvents()
    {
        using var reader = new StreamReader(new FileStream(Events, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            if (JsonSerializer.Deserialize(line, BatchJson.Default.BatchRunRecord) is { } run)
            {
                yield return run;
            }
        }
    }

    private string StopOf(int? run) => System.IO.Path.Combine(Path, run is { } number ? string.Create(CultureInfo.InvariantCulture, $"stop.{number}") : "stop");
}
