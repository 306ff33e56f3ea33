namespace Graticule.Jobs.Execution;

/// <summary>The orders of a pool by handle: those under way, and the latest that have ended, for whoever asks again.</summary>
internal sealed class PoolOrders
{
    /// <summary>How many ended orders are remembered.</summary>
    private const int Remembered = 1024;

    private readonly Dictionary<string, PoolOrder> _orders = new(StringComparer.Ordinal);
    private readonly Queue<string> _ended = new();

    public PoolOrder? Find(string handle) => _orders.GetValueOrDefault(handle);

    public void Add(PoolOrder order) => _orders.Add(order.Handle, order);

    public void End(PoolOrder order)
    {
        _ended.Enqueue(order.Handle);
        if (_ended.Count > Remembered)
        {
            _orders.Remove(_ended.Dequeue());
        }
    }
}
