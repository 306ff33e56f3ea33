namespace Graticule.Analysis.Matchup.Sources;

/// <summary>Chunks that were read last, at most so many bytes: neighbouring times need the same ones.</summary>
/// <typeparam name="TKey">What a chunk is known by.</typeparam>
internal sealed class ChunkCache<TKey>(long mostBytes)
    where TKey : notnull
{
    private readonly Dictionary<TKey, (LinkedListNode<TKey> Place, ObservationChunk? Chunk)> _chunks = [];
    private readonly LinkedList<TKey> _order = [];
    private long _bytes;

    /// <param name="key">Of the chunk.</param>
    /// <param name="read">Reads it; null: there is nothing.</param>
    public ObservationChunk? Get(TKey key, Func<ObservationChunk?> read)
    {
        if (_chunks.TryGetValue(key, out var known))
        {
            _order.Remove(known.Place);
            _order.AddLast(known.Place);
            return known.Chunk;
        }

        var chunk = read();
        _chunks[key] = (_order.AddLast(key), chunk);
        _bytes += SizeOf(chunk);
        while (_bytes > mostBytes && _order.First is { } first)
        {
            _bytes -= SizeOf(_chunks[first.Value].Chunk);
            _chunks.Remove(first.Value);
            _order.RemoveFirst();
        }

        return chunk;
    }

    private static long SizeOf(ObservationChunk? chunk) => 256 + (chunk?.Bytes ?? 0);
}
