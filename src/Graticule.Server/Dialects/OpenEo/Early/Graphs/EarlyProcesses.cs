namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>The processes that graphs of 0.0.x and 0.3 can be made of, beside stored graphs (<c>/user/</c>) and users' scripts (<c>/udf/</c>).</summary>
internal static class EarlyProcesses
{
    private static IReadOnlyList<EarlyProcess> Nested { get; } =
    [
        BoxFilters.Sides, DateFilters.FromTo, BandFilters.Process, .. Indices.All, .. TimeReductions.All, .. ZonalStatistics.Nested, .. Combining.All,
    ];

    private static IReadOnlyList<EarlyProcess> Flat { get; } =
    [
        .. Loading.All, BoxFilters.Extent, DateFilters.Extent, BandFilters.Process, .. Indices.All, .. TimeReductions.All, .. ZonalStatistics.Flat, .. UserScripts.All, .. Combining.All,
    ];

    /// <summary>Those of a form, as they are listed; none for graphs of nodes, which have the processes of today.</summary>
    public static IReadOnlyList<EarlyProcess> Of(EarlyForm form) => form switch
    {
        EarlyForm.Nested => Nested,
        EarlyForm.Flat => Flat,
        _ => [],
    };

    /// <summary>The process of that id, in small or capital letters; null where there is none.</summary>
    public static EarlyProcess? Find(EarlyForm form, string id) =>
        Of(form).FirstOrDefault(process => string.Equals(process.Id, id, StringComparison.Ordinal))
        ?? Of(form).FirstOrDefault(process => string.Equals(process.Id, id, StringComparison.OrdinalIgnoreCase));
}
