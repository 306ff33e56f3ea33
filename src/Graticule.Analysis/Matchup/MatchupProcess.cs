using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Matching;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Results;
using Graticule.Analysis.Matchup.Sources;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup;

/// <summary>The process <c>matchup</c>: which observations of data sets lie near those of another one.</summary>
public sealed class MatchupProcess : IProcess
{
    private const string FileName = "matches" + MatchFileFormat.Extension;

    public ProcessDescription Description => MatchupDescription.Process;

    public IReadOnlyList<Fault> Check(JobSpec spec) => MatchupInputs.Check(spec.Inputs);

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = MatchupInputs.Read(job.Inputs);
        var data = MatchupData.Find(request, CatalogOf(job), job.Folder);
        var path = Path.Combine(job.Folder, FileName);
        var summary = await MatchAsync(job, request, data, path, cancellationToken);
        MatchupOutputs.Write(job, path, summary, cancellationToken);
    }

    internal static DatasetCatalog CatalogOf(JobContext job) => new(job.Settings[MatchupNames.Index]?.GetValue<string>() ?? job.Folder);

    private static async Task<JsonObject> MatchAsync(JobContext job, MatchupRequest request, MatchupData data, string path, CancellationToken cancellationToken)
    {
        ReadLog primaryLog = new(message => Warn(job, message));
        ReadLog secondaryLog = new(message => Warn(job, message));
        var kept = MemoryShare(job);
        using var primary = data.OpenPrimary(request, primaryLog, mostKept: 0);
        var secondaries = data.OpenSecondaries(request, secondaryLog, kept);
        try
        {
            using MatchFileWriter writer = new(path, data.PrimarySide, data.SecondarySide, job.Inputs.DeepClone().AsObject(), data.HasBoxesOfSecondaries);
            var screening = request.Screening is { } rule ? new Screening(rule, data.PrimarySide, data.SecondarySide) : null;
            MatchupReader reader = new(request, primary, secondaries);
            MatchupRun run = new(reader, request.Rule, work => SinkOf(work, writer, screening, data), job.Cores);
            await run.RunAsync(new Progress(job), cancellationToken);
            RequireRead(primaryLog, data.PrimarySide);
            RequireRead(secondaryLog, data.SecondarySide);
            var found = writer.Complete();
            job.Log(LogLevel.Info, $"Found {found.Pairs} pairs of {found.Primaries} primaries and {found.UniqueSecondaries} secondaries in {found.Seconds:0.00} s.");
            return MatchupOutputs.Summary(found, [.. primaryLog.Failed.Values, .. secondaryLog.Failed.Values], screening?.Tally);
        }
        finally
        {
            foreach (var secondary in secondaries)
            {
                secondary.Dispose();
            }
        }
    }

    private static MatchupSink SinkOf(MatchupWork work, MatchFileWriter writer, Screening? screening, MatchupData data) =>
        screening is null ? new MatchupSink(work, writer) : new ScreenedSink(work, writer, screening, data.HasBoxesOfSecondaries);

    /// <summary>Files that cannot be read are passed over, unless they are all that there is.</summary>
    private static void RequireRead(ReadLog log, MatchSide side)
    {
        if (log.Read == 0 && log.Failed.Count > 0)
        {
            throw new ProblemException(
                ProblemKind.ProcessFailed, $"None of the {log.Failed.Count} files of '{side.Dataset}' that were needed can be read: {log.Failed.Values.First()}", side.Dataset);
        }
    }

    private static void Warn(JobContext job, string message) => job.Log(LogLevel.Warning, $"{message} It is passed over.");

    /// <summary>Bytes of secondaries that are kept to be used again: a quarter of the job's memory.</summary>
    private static long MemoryShare(JobContext job) => (long)job.MemoryMiB << 18;

    private sealed class Progress(JobContext job) : IProgress<double>
    {
        public void Report(double value) => job.Report(value * MatchupOutputs.ShareOfMatching(job), "Matching");
    }
}
