using Graticule.Raster.Observations;

namespace Graticule.Analysis.Observations.Subsets;

/// <summary>What variables are called in tables: by their standard names, or by their names where two would be the same.</summary>
internal static class Labels
{
    public static IReadOnlyList<string> Of(ObservationDataset dataset, IReadOnlyList<int> variables)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        return
        [
            .. variables.Select(index => dataset.Variables[index])
                .Select(variable => variable.StandardName is { Length: > 0 } standard && taken.Add(standard) ? standard : variable.Name),
        ];
    }
}
