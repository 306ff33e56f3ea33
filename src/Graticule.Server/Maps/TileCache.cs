namespace Graticule.Server.Maps;

/// <summary>Pictures by key, bounded in bytes: those that were not used for the longest time go first.</summary>
internal sealed class TileCache(long capacity)
{
    /// <summary>Roughly what an entry costs beside its bytes and its key.</summary>
    private const int Overhead = 256;

    /// <summary>One picture takes at most this part of the room.</summary>
    private const int LargestShare = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();

    public long Bytes { get; private set; }

    public int Count => _entries.Count;

    public bool TryGet(string key, out ReadOnlyMemory<byte> picture)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                picture = default;
                return false;
            }

            if (!ReferenceEquals(node, _byUse.First))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
            }

            picture = node.Value.Picture;
            return true;
        }
    }

    public void Add(string key, ReadOnlyMemory<byte> picture)
    {
        var entry = new Entry(key, picture);
        if (entry.Cost > capacity / LargestShare)
        {
            return;
        }

        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var before))
            {
                Remove(before);
            }

            _entries[key] = _byUse.AddFirst(entry);
            Bytes += entry.Cost;
            while (Bytes > capacity)
            {
                Remove(_byUse.Last!);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        Bytes -= node.Value.Cost;
    }

    private readonly record struct Entry(string Key, ReadOnlyMemory<byte> Picture)
    {
        public long Cost => Picture.Length + (2L * Key.Length) + Overhead;
    }
}
