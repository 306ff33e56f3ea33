namespace Graticule.Jobs.Inputs;

/// <summary>Lets everybody who asks for the same thing at the same time share one piece of work, which ends when nobody waits for it any more.</summary>
internal sealed class Flights<T>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Flight> _flights = new(StringComparer.Ordinal);

    public async Task<T> JoinAsync(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var flight = Board(key, work);
        try
        {
            return await flight.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private Flight Board(string key, Func<CancellationToken, Task<T>> work)
    {
        lock (_lock)
        {
            if (!_flights.TryGetValue(key, out var flight) || flight.Task.IsCompleted)
            {
                var stop = new CancellationTokenSource();
                flight = new(Task.Run(() => work(stop.Token), CancellationToken.None), stop);
                _flights[key] = flight;
            }

            flight.Passengers++;
            return flight;
        }
    }

    private void Leave(string key, Flight flight)
    {
        lock (_lock)
        {
            if (--flight.Passengers > 0)
            {
                return;
            }

            if (_flights.TryGetValue(key, out var current) && current == flight)
            {
                _flights.Remove(key);
            }
        }

        flight.Stop.Cancel();
        flight.Stop.Dispose();
    }

    private sealed class Flight(Task<T> task, CancellationTokenSource stop)
    {
        public Task<T> Task { get; } = task;

        public CancellationTokenSource Stop { get; } = stop;

        public int Passengers { get; set; }
    }
}
