namespace Graticule.Analysis.Matchup.Results;

/// <summary>Numbers of one kind that come one after the other.</summary>
internal sealed class Column<T>
    where T : unmanaged
{
    private T[] _items = [];

    public int Count { get; private set; }

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Grow(1);
        }

        _items[Count++] = item;
    }

    public void Add(ReadOnlySpan<T> items) => items.CopyTo(Extend(items.Length));

    /// <summary>Room for some more items at the end, to be written by the caller before anything else is added.</summary>
    public Span<T> Extend(int count)
    {
        if (_items.Length - Count < count)
        {
            Grow(count);
        }

        Count += count;
        return _items.AsSpan(Count - count, count);
    }

    /// <summary>Takes back the last items.</summary>
    public void Cut(int count) => Count -= count;

    public void Clear() => Count = 0;

    private void Grow(int more) => Array.Resize(ref _items, (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(64L, _items.Length * 2L), (long)Count + more)));
}
