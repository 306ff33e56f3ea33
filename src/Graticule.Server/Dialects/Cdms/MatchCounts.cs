using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>What a finished job found, in numbers.</summary>
/// <param name="Primaries">With at least one match.</param>
/// <param name="Pairs">All matches.</param>
/// <param name="UniqueSecondaries">Different secondaries among them.</param>
/// <param name="Seconds">That the match took.</param>
internal sealed record MatchCounts(long Primaries, long Pairs, long UniqueSecondaries, double Seconds)
{
    public static MatchCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Rounded half to even.</summary>
    public long Average => Primaries == 0 ? 0 : (long)Math.Round((double)Pairs / Primaries, MidpointRounding.ToEven);

    /// <summary>Whole seconds, rounded down.</summary>
    public long WholeSeconds => (long)Seconds;

    /// <summary>Null until the job has ended well.</summary>
    public static MatchCounts? Of(Job job) =>
        job.State == JobState.Succeeded && job.Outputs.FirstOrDefault(output => output.Name == MatchupNames.Summary)?.Value is JsonObject summary
            ? new((long)summary["primaries"]!, (long)summary["pairs"]!, (long)summary["uniqueSecondaries"]!, (double)summary["seconds"]!)
            : null;
}
