using Graticule.Jobs;

namespace Graticule.Server.Maps;

/// <summary>Lets a number of requests in at once and a number of others wait.</summary>
internal sealed class RenderQueue(int places, int mostWaiting)
{
    private readonly SemaphoreSlim _places = new(places);
    private int _inside;

    /// <summary>Waits for a place; disposing of the answer gives it back.</summary>
    /// <exception cref="ProblemException">Unavailable: too many wait already.</exception>
    internal async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > places + mostWaiting)
        {
            Interlocked.Decrement(ref _inside);
            throw new ProblemException(ProblemKind.Unavailable, $"{mostWaiting} requests for maps are waiting already; try again in a moment.");
        }

        try
        {
            await _places.WaitAsync(cancellationToken);
            return new(this);
        }
        catch
        {
            Interlocked.Decrement(ref _inside);
            throw;
        }
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _inside);
        _places.Release();
    }

    internal readonly struct Turn(RenderQueue queue) : IDisposable
    {
        public void Dispose() => queue.Leave();
    }
}
