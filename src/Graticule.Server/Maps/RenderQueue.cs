using System.Threading.Channels;
using Graticule.Jobs;

namespace Graticule.Server.Maps;

/// <summary>Lets a number of requests in at once and a number of others wait.</summary>
internal sealed class RenderQueue
{
    private readonly Channel<bool> _places;
    private readonly int _most;
    private int _inside;

    internal RenderQueue(int places, int mostWaiting)
    {
        _most = places + mostWaiting;
        _places = Channel.CreateBounded<bool>(places);
        for (var i = 0; i < places; i++)
        {
            _places.Writer.TryWrite(true);
        }
    }

    /// <summary>Waits for a place; disposing of the answer gives it back.</summary>
    /// <exception cref="ProblemException">Unavailable: too many wait already.</exception>
    internal async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > _most)
        {
            Interlocked.Decrement(ref _inside);
            throw new ProblemException(ProblemKind.Unavailable, $"{_most} requests for maps are being served or waiting already; try again in a moment.");
        }

        try
        {
            await _places.Reader.ReadAsync(cancellationToken);
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
        _places.Writer.TryWrite(true);
    }

    internal readonly struct Turn(RenderQueue queue) : IDisposable
    {
        public void Dispose() => queue.Leave();
    }
}
