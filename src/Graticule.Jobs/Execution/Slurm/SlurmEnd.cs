using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>What is made of a job that Slurm has ended, or forgotten: its status, its usage, and a line in its log.</summary>
internal sealed class SlurmEnd(TimeProvider clock, ILogger log)
{
    private const int LongestWords = 2000;

    /// <param name="order">What was asked for.</param>
    /// <param name="handle">Its handle.</param>
    /// <param name="job">What the controller says; null: it knows the job no more.</param>
    /// <param name="record">What the accounting says, if anything.</param>
    public async Task<WorkStatus> TellAsync(WorkOrder order, string handle, SlurmJob? job, SlurmJob? record)
    {
        var known = job ?? record;
        if (known is not null)
        {
            await KeepAsync(order.Workspace, known, record);
        }

        var loss = known is null ? SlurmState.Forgotten(handle) : SlurmState.WhyLost(known, order.Resources, LastWords(order.Workspace));
        if (loss.MayRetry && Ticket.TryWithdraw(order.Workspace))
        {
            loss = loss with { NeverBegan = true };
        }

        var state = known is not null && SlurmState.Of(known.State) == WorkState.Lost ? WorkState.Lost : WorkState.Exited;
        return new(handle, state, Reason: loss);
    }

    /// <summary>What the worker measured of itself is completed by what Slurm knows; accounting, where there is any, is more exact.</summary>
    private async Task KeepAsync(Workspace workspace, SlurmJob job, SlurmJob? record)
    {
        var own = workspace.ReadUsage() ?? new();
        var (start, end) = (job.StartedAt ?? record?.StartedAt, job.EndedAt ?? record?.EndedAt);
        var usage = own with
        {
            Executor = "slurm",
            Id = job.Handle,
            State = job.State,
            ExitCode = job.Exit.Signal == 0 ? job.Exit.Code : null,
            Signal = job.Exit.Signal == 0 ? null : job.Exit.Signal,
            Nodes = job.Nodes ?? record?.Nodes ?? own.Nodes,
            Cores = job.Cores ?? record?.Cores ?? own.Cores,
            StartedAt = own.StartedAt ?? start,
            EndedAt = own.EndedAt ?? end,
            ElapsedSeconds = own.ElapsedSeconds ?? (end - start)?.TotalSeconds,
            CpuSeconds = record?.CpuSeconds ?? own.CpuSeconds,
            PeakMemoryMiB = record?.PeakMemoryMiB ?? own.PeakMemoryMiB,
        };
        try
        {
            await workspace.WriteUsageAsync(usage, CancellationToken.None);
            WorkspaceLog.Append(workspace, new(clock.GetUtcNow(), LogLevel.Info, Sentence(usage)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(exception, "What Slurm job {Job} used could not be kept.", job.Handle);
        }
    }

    private static string Sentence(JobUsage usage)
    {
        List<string> parts =
        [
            $"Slurm job {usage.Id} ended as {usage.State}",
            usage.Signal is { } signal ? Say($"signal {signal}") : Say($"exit code {usage.ExitCode}"),
            usage.Nodes is null ? "no node" : $"on {usage.Nodes}",
        ];
        Add(usage.Cores, value => Say($"{value} cores"));
        Add(usage.ElapsedSeconds, value => Say($"{value:0.0} s"));
        Add(usage.CpuSeconds, value => Say($"processor time {value:0.00} s"));
        Add(usage.PeakMemoryMiB, value => Say($"at most {value:0} MiB"));
        return string.Join(", ", parts) + ".";

        void Add(double? value, Func<double, string> say)
        {
            if (value is { } known)
            {
                parts.Add(say(known));
            }
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The end of what the script and its program wrote to standard error, in one line.</summary>
    private static string LastWords(Workspace workspace)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(workspace.Path, JobScript.ErrorsName));
            file.Seek(-Math.Min(file.Length, LongestWords), SeekOrigin.End);
            using var reader = new StreamReader(file);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return string.Join(" / ", lines.TakeLast(8));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
