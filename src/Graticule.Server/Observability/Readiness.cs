namespace Graticule.Server.Observability;

/// <summary>Whether the server can take work now. Looks at most once a second, however often it is asked.</summary>
internal sealed class Readiness(IReadOnlyList<HealthCheck> checks, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _one = new(1);
    private Finding[] _latest = [];
    private long? _lookedAt;

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_lookedAt is not { } then || clock.GetElapsedTime(then) >= LookEvery)
            {
                _latest = await Task.WhenAll(checks.Select(check => LookAtAsync(check, cancellationToken)));
                _lookedAt = clock.GetTimestamp();
            }

            return _latest;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Finding> LookAtAsync(HealthCheck check, CancellationToken cancellationToken)
    {
        try
        {
            // On another thread: a check that blocks must not block the answer.
            var fault = await Task.Run(() => check.LookAsync(cancellationToken), cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            return new(check.Name, fault, check.IsAdvice);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException)
        {
            return new(check.Name, $"No answer within {Patience.TotalSeconds:0} s.", check.IsAdvice);
        }
        catch (Exception exception)
        {
            return new(check.Name, exception.Message, check.IsAdvice);
        }
    }
}

/// <param name="Name">What was looked at.</param>
/// <param name="Fault">What is wrong; null when nothing is.</param>
/// <param name="IsAdvice">Whether the fault is only a warning.</param>
internal sealed record Finding(string Name, string? Fault, bool IsAdvice = false);
