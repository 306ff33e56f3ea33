using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>Hands orders to the cluster until each is accepted, refused or given up; an order may wait here for as long as the cluster is away.</summary>
internal sealed class Submission(SlurmCluster cluster, SlurmOptions options, Action<string, WorkOrder> accepted, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Every order has its answer when this ends; it throws nothing.</summary>
    /// <param name="orders">Orders with the same resources.</param>
    public async Task SubmitAsync(IReadOnlyList<PendingOrder> orders)
    {
        var left = orders;
        var pause = FirstPause;
        while (true)
        {
            left = [.. left.Where(order => !order.IsAnswered && !order.IsGivenUp())];
            if (left.Count == 0)
            {
                return;
            }

            try
            {
                var facts = await cluster.LearnAsync(CancellationToken.None);
                foreach (var part in left.Chunk(Math.Clamp(options.MaxArray, 1, Math.Max(1, facts.MaxArraySize))))
                {
                    await SubmitTogetherAsync(part);
                }

                pause = FirstPause;
                continue;
            }
            catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Unavailable)
            {
                log.LogWarning(exception, "{Count} jobs cannot be handed to Slurm now; they wait.", left.Count);
            }
            catch (Exception exception)
            {
                foreach (var order in left)
                {
                    order.Refuse(exception);
                }
            }

            await Task.Delay(pause, clock);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task SubmitTogetherAsync(PendingOrder[] orders)
    {
        var submission = Guid.NewGuid().ToString("N");
        var isArray = orders.Length > 1;
        var name = $"graticule-{orders[0].Order.Job}";
        for (var task = 0; task < orders.Length; task++)
        {
            Ticket.Issue(orders[task].Order.Workspace, submission, name, isArray ? task : null);
        }

        var arguments = Sbatch.Arguments(name, submission, orders.Length, orders[0].Order.Resources, options);
        var script = JobScript.Write(submission, [.. orders.Select(order => order.Order.Workspace)], options);
        string job;
        try
        {
            job = await cluster.SubmitAsync(arguments, script, CancellationToken.None);
        }
        catch (ProblemException)
        {
            var begun = orders.Where(order => !Ticket.TryWithdraw(order.Order.Workspace)).ToHashSet();
            if (begun.Count == 0)
            {
                throw;
            }

            // Slurm has the job, and its answer was lost. Those that have begun go on; those that have not never will, and are submitted anew.
            Accept(orders, begun.Contains, await FindBegunAsync(name, submission));
            return;
        }

        Accept(orders, _ => true, job);
    }

    private void Accept(PendingOrder[] orders, Predicate<PendingOrder> isIn, string job)
    {
        for (var task = 0; task < orders.Length; task++)
        {
            if (isIn(orders[task]))
            {
                var handle = orders.Length == 1 ? job : string.Create(CultureInfo.InvariantCulture, $"{job}_{task}");
                accepted(handle, orders[task].Order);
                orders[task].Accept(handle);
            }
        }
    }

    /// <summary>The number of a job that is known to have begun.</summary>
    private async Task<string> FindBegunAsync(string name, string submission)
    {
        while (true)
        {
            await Task.Delay(FirstPause, clock);
            try
            {
                if (await cluster.FindAsync(name, submission, CancellationToken.None) is [var job, ..])
                {
                    return Squeue.JobOf(job.Handle);
                }

                throw new ProblemException(ProblemKind.ProcessFailed, "Slurm began the job and knows it no more.");
            }
            catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Unavailable)
            {
                log.LogWarning(exception, "Slurm does not tell what became of the submission {Submission}; asking again.", submission);
            }
        }
    }
}
