namespace Graticule.Analysis.Graphs.Processes;

/// <summary>The predefined processes; to add one is to add an entry to a family's list, and a definition.</summary>
public static class PredefinedProcesses
{
    public static IReadOnlyList<GraphProcess> All { get; } =
    [
        .. Constants.All,
        .. Arithmetic.All,
        .. Trigonometry.All,
        .. Logic.All,
        .. Comparison.All,
        .. Reducers.All,
        .. Cumulative.All,
        .. Arrays.All,
        .. Texts.All,
        .. Dates.All,
        .. CubeStructure.All,
        .. CubeCallbacks.All,
        .. TemporalAggregation.All,
        .. Filters.All,
        .. Masks.All,
        .. ChangeDetection.All,
        .. Climatology.All,
        .. Neighborhoods.All,
        .. Resampling.All,
        .. SpatialAggregation.All,
        .. Vectors.All,
        .. Imports.All,
        .. Exports.All,
        .. Development.All,
    ];
}
