using Graticule.Analysis.Change.Results;
using Graticule.Jobs;

namespace Graticule.Analysis.Change.Products;

/// <summary>Chips in files.</summary>
internal sealed class FileChips : IResultChips
{
    private readonly Dictionary<ChipKey, string> _paths = [];

    /// <param name="paths">Of the files, in the order of the input.</param>
    /// <exception cref="ProblemException">InvalidInput: one cannot be read, or two are of the same chip.</exception>
    internal FileChips(IEnumerable<string> paths)
    {
        var place = 0;
        foreach (var path in paths)
        {
            var key = Try(() => ChipFile.ReadHeader(path), place).Key;
            if (!_paths.TryAdd(key, path))
            {
                throw Wrong(place, $"Two files are of the chip ({key.ChipX}, {key.ChipY}) by {key.Algorithm}; give one of them.");
            }

            place++;
        }
    }

    public IReadOnlyList<ChipKey> Keys => [.. _paths.Keys];

    public Task<IReadOnlyList<byte[]>> ReadAsync(ChipKey key, CancellationToken cancellationToken) => Task.FromResult(Try(() => ChipFile.Read(_paths[key]), 0).Strips);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static T Try<T>(Func<T> read, int place)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, exception.Message, $"/inputs/{ProductNames.Chips}/{place}"), exception);
        }
    }

    private static ProblemException Wrong(int place, string message) => new(new(ProblemKind.InvalidInput, message, $"/inputs/{ProductNames.Chips}/{place}"));
}
