namespace Graticule.Jobs.Execution.Slurm;

/// <summary>The orders of this server in the cluster by handle, and the latest that have ended, for whoever asks again. Used under its executor's lock.</summary>
internal sealed class SlurmOrders
{
    /// <summary>How many ended orders are remembered.</summary>
    private const int Remembered = 1024;

    private readonly Dictionary<string, SlurmOrder> _orders = new(StringComparer.Ordinal);
    private readonly Queue<string> _ended = new();

    /// <summary>How many have not ended.</summary>
    public int Open => _orders.Count - _ended.Count;

    public SlurmOrder? Find(string handle) => _orders.GetValueOrDefault(handle);

    public IReadOnlyList<SlurmOrder> ListOpen() => [.. _orders.Values.Where(order => !order.IsOver)];

    public void Add(SlurmOrder order) => _orders.TryAdd(order.Handle, order);

    public void End(SlurmOrder order)
    {
        _ended.Enqueue(order.Handle);
        if (_ended.Count > Remembered)
        {
            _orders.Remove(_ended.Dequeue());
        }
    }
}
