using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>The keyspace of LCMAP's change detection.</summary>
internal static class ResultTables
{
    public static IReadOnlyList<ICqlTable> Of(IChipStore store, string keyspace) =>
    [
        new ResultsTable(store, keyspace),
        new MemoryTable(ResultsSchema.Algorithms(keyspace), async cancellationToken =>
            [.. (await store.ListAlgorithmsAsync(cancellationToken)).OrderBy(algorithm => algorithm.Name, StringComparer.Ordinal).Select(Row)]),
    ];

    private static Dictionary<string, object> Row(StoredAlgorithm algorithm) => new(StringComparer.Ordinal)
    {
        ["algorithm"] = algorithm.Name,
        ["enabled"] = algorithm.Enabled,
        ["inputs_url_template"] = algorithm.InputsUrlTemplate,
    };
}
