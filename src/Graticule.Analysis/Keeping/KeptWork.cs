using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Keeping;

namespace Graticule.Analysis.Keeping;

/// <summary>What a job keeps of its work for a later attempt, and by what it knows that this is the same work.</summary>
internal static class KeptWork
{
    /// <summary>Null where nothing is to be kept.</summary>
    /// <param name="job">The attempt. All that was asked for counts, and the build of the program.</param>
    /// <param name="more">What else the work depends on, in words.</param>
    internal static WindowKeep? Open(JobContext job, string more) => job.Keep is not { } rule
        ? null
        : new(
            rule.Folder,
            string.Join('\n', job.Spec.ProcessId, job.Inputs.ToJsonString(), Outputs(job), job.Settings.ToJsonString(), Build, more),
            new(rule.After, rule.MostBytes) { Say = message => job.Log(LogLevel.Info, message) });

    /// <summary>Files as they are now: a file that was replaced, even by one of the same size, gives other words.</summary>
    /// <param name="job">The attempt; files in its folder are named from there, since each attempt has its own.</param>
    /// <param name="paths">The files.</param>
    internal static string Stamp(JobContext job, IEnumerable<string> paths) => string.Join('\n', paths.Select(path =>
    {
        var file = new FileInfo(path);
        var name = Path.GetRelativePath(job.Folder, path);
        return file.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{(name.StartsWith("..", StringComparison.Ordinal) ? path : name)} {file.Length} {file.LastWriteTimeUtc.Ticks}")
            : path;
    }));

    private static string Outputs(JobContext job) => job.Spec.Outputs is { } outputs ? string.Join(',', outputs.OrderBy(output => output.Key, StringComparer.Ordinal)) : "";

    /// <summary>Another build may compute other numbers.</summary>
    private static string Build { get; } = $"{typeof(KeptWork).Module.ModuleVersionId} {typeof(WindowKeep).Module.ModuleVersionId}";
}
