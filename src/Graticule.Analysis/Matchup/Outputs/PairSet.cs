using System.Text.Json.Nodes;
using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>The pairs of a match-up that are to be written.</summary>
/// <param name="Primary">The side whose observations pairs are grouped by.</param>
/// <param name="Secondary">The other side.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Primaries">In their order; walked through more than once, with the same outcome.</param>
internal sealed record PairSet(MatchSide Primary, MatchSide Secondary, JsonObject Request, IEnumerable<MatchedPrimary> Primaries)
{
    private const int ReportEvery = 4096;

    /// <summary>Primaries, as far as known beforehand: what progress is measured by.</summary>
    internal long Count { get; init; }

    /// <summary>Which variables have values, where that is known without a walk.</summary>
    internal Func<SeenVariables>? Seen { get; init; }

    /// <summary>Whether boxes lie around primaries, rather than secondaries: on the side of cells, and where both sides have cells, on that of the primaries.</summary>
    internal bool BoxesOfPrimaries { get; init; } = Primary.Kind != DatasetKind.Points;

    internal static PairSet Of(MatchFile file) => new(file.Primary, file.Secondary, file.Request, file.All())
    {
        Count = file.PrimaryCount,
        Seen = file.Seen,
        BoxesOfPrimaries = !file.BoxesOfSecondaries,
    };

    /// <summary>Which variables have values, if need be by a walk.</summary>
    internal SeenVariables FindVariables(CancellationToken cancellationToken) => Seen?.Invoke() ?? PairFacts.Of(this, cancellationToken).Seen;

    /// <summary>The primaries, with reports on the way.</summary>
    internal IEnumerable<MatchedPrimary> Walk(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var done = 0L;
        foreach (var primary in Primaries)
        {
            if (done % ReportEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(Count == 0 ? 0 : (double)done / Count);
            }

            done++;
            yield return primary;
        }
    }
}
