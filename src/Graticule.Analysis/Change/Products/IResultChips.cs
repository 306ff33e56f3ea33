using Graticule.Analysis.Change.Results;

namespace Graticule.Analysis.Change.Products;

/// <summary>Chips whose results are there, read one by one.</summary>
internal interface IResultChips : IAsyncDisposable
{
    /// <summary>Those that are there, in no order.</summary>
    IReadOnlyList<ChipKey> Keys { get; }

    /// <summary>The strips of one of them, encoded. May be called from several threads.</summary>
    /// <exception cref="Jobs.ProblemException">They cannot be read.</exception>
    Task<IReadOnlyList<byte[]>> ReadAsync(ChipKey key, CancellationToken cancellationToken);
}
