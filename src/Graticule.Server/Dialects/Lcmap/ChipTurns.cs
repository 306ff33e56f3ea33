using Graticule.Analysis.Change.Results;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>One at a time sees to the job of a chip.</summary>
internal sealed class ChipTurns
{
    private const int Count = 64;

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1))];

    public async Task<T> RunAsync<T>(ChipKey key, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)key.GetHashCode() % Count];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
