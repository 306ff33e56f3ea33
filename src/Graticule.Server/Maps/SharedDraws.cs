namespace Graticule.Server.Maps;

/// <summary>Lets requests for the same picture wait for one drawing of it. A drawing that nobody waits for any more is cancelled.</summary>
internal sealed class SharedDraws
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Draw> _running = new(StringComparer.Ordinal);

    public async Task<ReadOnlyMemory<byte>> RunAsync(
        string key, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> draw, CancellationToken cancellationToken)
    {
        Draw? shared;
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_running.TryGetValue(key, out shared);
            if (shared is null)
            {
                shared = new();
                _running.Add(key, shared);
            }

            shared.Waiting++;
        }

        if (isFirst)
        {
            _ = CompleteAsync(key, shared, draw);
        }

        try
        {
            return await shared.Result.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, shared);
        }
    }

    private async Task CompleteAsync(string key, Draw shared, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> draw)
    {
        try
        {
            var picture = await draw(shared.Stop.Token);
            Forget(key, shared);
            shared.Result.SetResult(picture);
        }
        catch (Exception exception)
        {
            Forget(key, shared);
            shared.Result.SetException(exception);
            _ = shared.Result.Task.Exception;
        }
    }

    private void Leave(string key, Draw shared)
    {
        lock (_gate)
        {
            if (--shared.Waiting > 0)
            {
                return;
            }

            if (!shared.Result.Task.IsCompleted)
            {
                Remove(key, shared);
                shared.Stop.Cancel();
            }
        }
    }

    private void Forget(string key, Draw shared)
    {
        lock (_gate)
        {
            Remove(key, shared);
        }
    }

    /// <summary>A later drawing of the same key stays.</summary>
    private void Remove(string key, Draw shared)
    {
        if (_running.TryGetValue(key, out var found) && ReferenceEquals(found, shared))
        {
            _running.Remove(key);
        }
    }

    private sealed class Draw
    {
        public TaskCompletionSource<ReadOnlyMemory<byte>> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Stop { get; } = new();

        public int Waiting { get; set; }
    }
}
