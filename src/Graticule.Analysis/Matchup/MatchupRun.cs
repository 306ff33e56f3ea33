using System.Threading.Channels;
using Graticule.Analysis.Matchup.Matching;

namespace Graticule.Analysis.Matchup;

/// <summary>Reads and matches at the same time: while the matches of some primaries are found, the next ones are read.</summary>
/// <param name="reader">What is matched.</param>
/// <param name="rule">Which pairs are.</param>
/// <param name="sink">Takes the matches of a piece of work.</param>
/// <param name="threads">Threads that match.</param>
internal sealed class MatchupRun(MatchupReader reader, MatchRule rule, Func<MatchupWork, IMatchSink> sink, int threads)
{
    /// <param name="progress">Told the share of the primaries that are done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it within a fraction of a second.</param>
    public async Task RunAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = Channel.CreateBounded<MatchupWork>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            var done = 0.0;
            await foreach (var work in ready.Reader.ReadAllAsync(cancellationToken))
            {
                if (work.Secondaries.Count > 0)
                {
                    Part part = new(progress, done, work.Primaries.Done);
                    Matcher.Match(work.Primaries.Places, work.SecondaryPlaces, rule, sink(work), threads, part, cancellationToken);
                }

                done = work.Primaries.Done;
                progress.Report(done);
            }
        }
        finally
        {
            // What is being read is let go before its files are closed.
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Ends by completing the channel, with what went wrong where something did.</summary>
    private async Task ReadAsync(ChannelWriter<MatchupWork> ready, CancellationToken stop)
    {
        try
        {
            foreach (var work in reader.Read(stop))
            {
                await ready.WriteAsync(work, stop);
            }

            ready.Complete();
        }
        catch (Exception exception)
        {
            ready.Complete(exception);
        }
    }

    /// <summary>The progress of a part as that of the whole.</summary>
    private sealed class Part(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * (to - from)));
    }
}
