using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Outputs;
using Graticule.Analysis.Matchup.Outputs.Plots;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Outputs.Statistics;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Matchup;

/// <summary>The outputs of <c>matchup</c>, made from its file of matches.</summary>
/// <param name="job">Which outputs are wanted, and where they go.</param>
/// <param name="path">Of the file of matches.</param>
/// <param name="compared">The variables that are compared; null: those that measure the same.</param>
internal sealed class MatchupOutputs(JobContext job, string path, VariablePair? compared)
{
    private static readonly string[] OfStatistics = [MatchupNames.Statistics, MatchupNames.Scatter, MatchupNames.Map];

    /// <summary>What the match itself is of a job that also writes pairs or draws pictures.</summary>
    public static double ShareOfMatching(JobContext job) => job.Wants(MatchupNames.Pairs) || Array.Exists(OfStatistics, job.Wants) ? 0.6 : 1;

    public void Write(JsonObject summary, CancellationToken cancellationToken)
    {
        if (job.Wants(MatchupNames.Matches))
        {
            job.AddFile(MatchupNames.Matches, Path.GetFileName(path), MatchFile.MediaType);
        }

        if (job.Wants(MatchupNames.Summary))
        {
            job.AddValue(MatchupNames.Summary, summary);
        }

        if (job.Wants(MatchupNames.Pairs))
        {
            WritePairs(cancellationToken);
        }

        if (Array.Exists(OfStatistics, job.Wants))
        {
            WriteStatistics(cancellationToken);
        }
    }

    private void WritePairs(CancellationToken cancellationToken)
    {
        using var file = MatchFile.Open(path);
        var format = PairFormats.Find(job.MediaTypeOf(MatchupNames.Pairs)) ?? PairFormats.Csv;
        var name = MatchupNames.Pairs + format.Extension;
        File.Delete(Path.Combine(job.Folder, name));
        format.Write(PairSet.Of(file), Path.Combine(job.Folder, name), new Part(job, ShareOfMatching(job), 0.85, "Writing pairs"), cancellationToken);
        job.AddFile(MatchupNames.Pairs, name, job.MediaTypeOf(MatchupNames.Pairs) ?? format.MediaType);
    }

    private void WriteStatistics(CancellationToken cancellationToken)
    {
        using var file = MatchFile.Open(path);
        var set = PairSet.Of(file);
        var walk = set.Walk(new Part(job, 0.85, 1, "Comparing"), cancellationToken);
        var statistics = PairStatistics.Of(file.Primary, file.Secondary, walk, compared is null ? null : [compared]);
        if (job.Wants(MatchupNames.Statistics))
        {
            job.AddValue(MatchupNames.Statistics, StatisticsJson.Write(statistics));
        }

        if (job.Wants(MatchupNames.Scatter))
        {
            WritePicture(MatchupNames.Scatter, PairPlots.Scatter(statistics));
        }

        if (job.Wants(MatchupNames.Map))
        {
            WritePicture(MatchupNames.Map, PairPlots.Map(statistics, file.Primary, file.Secondary, set.Walk(null, cancellationToken)));
        }
    }

    private void WritePicture(string output, byte[] picture)
    {
        File.WriteAllBytes(Path.Combine(job.Folder, output + ".png"), picture);
        job.AddFile(output, output + ".png", PairPlots.MediaType);
    }

    public static JsonObject Summary(MatchSummary found, IReadOnlyList<string> unreadable, ScreeningTally? tally)
    {
        JsonObject summary = new()
        {
            ["primaries"] = found.Primaries,
            ["pairs"] = found.Pairs,
            ["uniqueSecondaries"] = found.UniqueSecondaries,
            ["seconds"] = Math.Round(found.Seconds, 3),
        };
        if (unreadable.Count > 0)
        {
            summary["unreadable"] = new JsonArray([.. unreadable.Select(message => (JsonNode)message)]);
        }

        if (tally is not null)
        {
            summary["screening"] = new JsonObject
            {
                ["kept"] = tally.Kept,
                ["tooFarInTime"] = tally.TooFarInTime,
                ["zenithTooLarge"] = tally.ZenithTooLarge,
                ["tooFewValidCells"] = tally.TooFewValid,
                ["tooVariable"] = tally.TooVariable,
                ["outliers"] = tally.Outliers,
                ["notTheClosest"] = tally.NotTheClosest,
            };
        }

        return summary;
    }

    /// <summary>The progress of a part as that of the job.</summary>
    private sealed class Part(JobContext job, double from, double to, string message) : IProgress<double>
    {
        public void Report(double value) => job.Report(from + (value * (to - from)), message);
    }
}
