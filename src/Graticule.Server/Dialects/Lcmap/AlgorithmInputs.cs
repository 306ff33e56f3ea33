using System.Globalization;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Whether chips can be computed with an algorithm, and from what.</summary>
internal sealed class AlgorithmInputs(IChipStore store, ChipJobs jobs, TimeProvider clock)
{
    public async Task<AlgorithmState> FindAsync(string algorithm, int x, int y, bool refresh, CancellationToken cancellationToken)
    {
        var found = (await store.ListAlgorithmsAsync(cancellationToken)).FirstOrDefault(one => string.Equals(one.Name, algorithm, StringComparison.Ordinal));
        if (found is not { Enabled: true })
        {
            return new(IsAvailable: false, "", found is null ? $"'{algorithm}' is not registered; PUT /algorithm/{algorithm} does that." : $"'{algorithm}' is not enabled.");
        }

        if (!CcdcAlgorithms.All.ContainsKey(algorithm))
        {
            return new(IsAvailable: false, "", $"'{algorithm}' cannot be computed here; there are: {string.Join(", ", CcdcAlgorithms.All.Keys)}.");
        }

        var url = InputsTemplate.Render(found.InputsUrlTemplate, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["x"] = x.ToString(CultureInfo.InvariantCulture),
            ["y"] = y.ToString(CultureInfo.InvariantCulture),
            ["algorithm"] = algorithm,
            ["now"] = Times.Iso(clock.GetUtcNow()),
            ["refresh"] = refresh ? "true" : "false",
        });
        return new(IsAvailable: true, url, jobs.Complain(ChipJobs.SpecOf(ChipGrid.ChipOf(algorithm, x, y), url, pixels: null)));
    }
}

/// <param name="IsAvailable">Whether the algorithm is registered, enabled and known to this program.</param>
/// <param name="InputsUrl">Where the observations are.</param>
/// <param name="Problem">Why it cannot be computed; null: it can.</param>
internal sealed record AlgorithmState(bool IsAvailable, string InputsUrl, string? Problem);
