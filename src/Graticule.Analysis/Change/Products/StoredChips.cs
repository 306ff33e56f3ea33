using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;
using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Products;

/// <summary>Chips in the store.</summary>
internal sealed class StoredChips : IResultChips
{
    private readonly IChipStore _store;

    private StoredChips(IChipStore store, IReadOnlyList<ChipKey> keys) => (_store, Keys) = (store, keys);

    public IReadOnlyList<ChipKey> Keys { get; }

    /// <summary>The chip, or the chips of the tile, that a point lies in.</summary>
    /// <exception cref="ProblemException">There is no store, or it cannot be reached.</exception>
    internal static async Task<StoredChips> OpenAsync(ProductSettings settings, string algorithm, GridPoint from, GridPoint to, CancellationToken cancellationToken)
    {
        if (settings.Server is null && !File.Exists(settings.File))
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"There are no stored results here; give files of them as the input '{ProductNames.Chips}'.", ProductNames.Chips);
        }

        var store = ChipStores.Open(settings.File ?? "", settings.Server);
        try
        {
            var rows = await store.ListAsync(algorithm, new((int)from.X, (int)to.Y, (int)to.X, (int)from.Y), cancellationToken);
            return new(store, [.. rows.Where(row => row.Answered > 0).Select(row => row.Key)]);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<byte[]>> ReadAsync(ChipKey key, CancellationToken cancellationToken) =>
        [.. (await _store.ReadAsync(key, 0, ChipShape.Side, cancellationToken))?.Strips.Select(strip => strip.Data) ?? []];

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
