using System.Diagnostics.CodeAnalysis;

namespace Graticule.Raster.Rendering;

/// <summary>A cache bounded by the size of what it holds; what was not used for longest goes first. Safe from any thread.</summary>
/// <param name="capacity">Most that it holds, in the unit of <paramref name="size"/>.</param>
/// <param name="size">How much a value counts.</param>
internal sealed class Lru<TKey, TValue>(long capacity, Func<TValue, long> size)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = new();
    private long _held;

    internal long Held
    {
        get
        {
            lock (_gate)
            {
                return _held;
            }
        }
    }

    internal bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            if (node != _order.First)
            {
                _order.Remove(node);
                _order.AddFirst(node);
            }

            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Keeps a value, in place of an earlier one of that key. One that is larger than the whole cache is not kept.</summary>
    internal void Add(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_nodes.Remove(key, out var earlier))
            {
                Forget(earlier);
            }

            if (size(value) > capacity)
            {
                return;
            }

            _nodes[key] = _order.AddFirst((key, value));
            _held += size(value);
            while (_held > capacity && _order.Last is { } last)
            {
                _nodes.Remove(last.Value.Key);
                Forget(last);
            }
        }
    }

    private void Forget(LinkedListNode<(TKey Key, TValue Value)> node)
    {
        _order.Remove(node);
        _held -= size(node.Value.Value);
    }
}
