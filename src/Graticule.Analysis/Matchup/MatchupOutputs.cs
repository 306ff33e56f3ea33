using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Outputs;
using Graticule.Analysis.Matchup.Outputs.Quality;
using Graticule.Analysis.Matchup.Results;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Matchup;

/// <summary>The outputs of <c>matchup</c>, made from its file of matches.</summary>
internal static class MatchupOutputs
{
    private static readonly string[] Derived = [MatchupNames.Pairs, MatchupNames.Statistics, MatchupNames.Scatter, MatchupNames.Map];

    /// <summary>What the match itself is of a job that also writes pairs or draws pictures.</summary>
    public static double ShareOfMatching(JobContext job) => Derived.Any(output => MatchupDescription.Process.Outputs.Any(known => known.Name == output) && job.Wants(output)) ? 0.7 : 1;

    public static void Write(JobContext job, string path, JsonObject summary, CancellationToken cancellationToken)
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
            using var file = MatchFile.Open(path);
            var format = PairFormats.Find(job.MediaTypeOf(MatchupNames.Pairs)) ?? PairFormats.Csv;
            var name = MatchupNames.Pairs + format.Extension;
            File.Delete(Path.Combine(job.Folder, name));
            format.Write(PairSet.Of(file), Path.Combine(job.Folder, name), null, cancellationToken);
            job.AddFile(MatchupNames.Pairs, name, job.MediaTypeOf(MatchupNames.Pairs) ?? format.MediaType);
        }
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
}
