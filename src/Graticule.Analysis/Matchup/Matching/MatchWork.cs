using System.Runtime.ExceptionServices;

namespace Graticule.Analysis.Matchup.Matching;

/// <summary>One match by several threads: each searches stretches of primaries, and hands them to the sink when it is their turn.</summary>
/// <param name="primaries">The primaries.</param>
/// <param name="secondaries">The sets of secondaries.</param>
/// <param name="rule">Which pairs are told.</param>
/// <param name="sink">Takes them.</param>
/// <param name="progress">Told the share of primaries that is done.</param>
internal sealed class MatchWork(
    Places primaries, IReadOnlyList<Places> secondaries, MatchRule rule, IMatchSink sink, IProgress<double>? progress)
{
    private readonly Places _primaries = primaries;
    private readonly IReadOnlyList<Places> _secondaries = secondaries;
    private readonly MatchRule _rule = rule;
    private readonly IMatchSink _sink = sink;
    private readonly IProgress<double>? _progress = progress;
    private Exception? _failure;

    /// <param name="finders">Makes the finders of a thread, one for each set that can have pairs.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public void Run(Func<IReadOnlyList<IPairFinder>> finders, int threads, CancellationToken cancellationToken)
    {
        var stretches = new Stretches(_primaries.Count, _primaries is GridPlaces grid ? grid.Longitudes.Length : 1, threads);
        using var registration = cancellationToken.Register(stretches.Stop);
        var others = Enumerable.Range(1, threads - 1).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        others.ForEach(thread => thread.Start());
        Work();
        others.ForEach(thread => thread.Join());
        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        _progress?.Report(1);

        void Work()
        {
            try
            {
                var search = new Search(this, finders(), stretches, cancellationToken);
                while (stretches.TryNext(out var number, out var first, out var end) && search.Treat(number, first, end))
                {
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, exception, null);
                stretches.Stop();
            }
        }
    }

    /// <summary>What one thread has of its own.</summary>
    private sealed class Search(MatchWork work, IReadOnlyList<IPairFinder> finders, Stretches stretches, CancellationToken cancellationToken)
    {
        private readonly PairList _pairs = new();
        private readonly BatchMaker _maker = new(work._primaries, work._secondaries, work._rule);
        private long _found;

        /// <returns>False: the work was stopped.</returns>
        public bool Treat(int number, int first, int end)
        {
            _found = 0;
            if (!Treat(number, first, end, isLast: true))
            {
                return false;
            }

            stretches.Done(end - first, _found);
            return true;
        }

        private bool Treat(int number, int first, int end, bool isLast)
        {
            _pairs.Clear();
            foreach (var finder in finders)
            {
                finder.Find(first, end, _pairs, cancellationToken);
                if (_pairs.IsTooLong && end - first > 1)
                {
                    var middle = first + ((end - first) / 2);
                    return Treat(number, first, middle, isLast: false) && Treat(number, middle, end, isLast);
                }
            }

            var batch = _maker.Make(first, end - first, _pairs.Pairs);
            _found += _pairs.Count;
            if (!stretches.WaitFor(number))
            {
                return false;
            }

            if (batch is not null)
            {
                work._sink.Take(batch);
            }

            if (isLast)
            {
                work._progress?.Report((double)end / work._primaries.Count);
            }

            return true;
        }
    }
}
