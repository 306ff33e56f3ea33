namespace Graticule.Jobs.Files.Library;

/// <summary>
/// One request at a time adds to an upload. A later one takes over: a client that lost its connection comes back before the server has
/// noticed the loss.
/// </summary>
internal sealed class UploadTurns
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Ends whoever has the turn, and waits for it.</summary>
    /// <exception cref="ProblemException">Conflict: the other one does not end.</exception>
    public async Task<Turn> TakeAsync(string key, CancellationToken cancellationToken)
    {
        var turn = new Turn(this, key);
        while (true)
        {
            Turn other;
            lock (_lock)
            {
                if (_turns.TryAdd(key, turn))
                {
                    return turn;
                }

                other = _turns[key];
            }

            try
            {
                await other.EndAsync(LongestWait, cancellationToken);
            }
            catch (TimeoutException exception)
            {
                throw new ProblemException(new(ProblemKind.Conflict, "Another request is adding to this upload; try again later.", "upload"), exception);
            }
        }
    }

    /// <summary>The right to add to an upload.</summary>
    internal sealed class Turn(UploadTurns turns, string key) : IDisposable
    {
#pragma warning disable S2930 // Has no timer, and whoever wants the turn may still cancel it when it has ended.
        private readonly CancellationTokenSource _stop = new();
#pragma warning restore S2930
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Somebody else wants to go on.</summary>
        public CancellationToken Stop => _stop.Token;

        public async Task EndAsync(TimeSpan longest, CancellationToken cancellationToken)
        {
            await _stop.CancelAsync();
            await _ended.Task.WaitAsync(longest, cancellationToken);
        }

        public void Dispose()
        {
            lock (turns._lock)
            {
                turns._turns.Remove(key);
            }

            _ended.TrySetResult();
        }
    }
}
