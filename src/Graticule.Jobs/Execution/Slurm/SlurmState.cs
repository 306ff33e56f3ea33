using System.Globalization;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>Slurm's states (squeue(1), JOB STATE CODES) as ours, and as sentences.</summary>
internal static class SlurmState
{
    /// <summary>The script's own exit code for an attempt that somebody else has begun, or that was withdrawn (EX_TEMPFAIL of sysexits.h).</summary>
    public const int NotOurs = 75;

    /// <summary>Exited and lost are ends; words that a later Slurm may bring are taken for work under way.</summary>
    public static WorkState Of(string state) => state switch
    {
        "PENDING" or "CONFIGURING" or "REQUEUED" or "REQUEUE_HOLD" or "REQUEUE_FED" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" => WorkState.Waiting,
        "COMPLETED" or "FAILED" => WorkState.Exited,
        "TIMEOUT" or "OUT_OF_MEMORY" or "NODE_FAIL" or "PREEMPTED" or "CANCELLED" or "BOOT_FAIL" or "DEADLINE" or "REVOKED" => WorkState.Lost,
        _ => WorkState.Running,
    };

    /// <summary>Why an ended job may have left no report.</summary>
    /// <param name="job">The job.</param>
    /// <param name="limits">What it might use.</param>
    /// <param name="lastWords">End of its standard error.</param>
    public static Loss WhyLost(SlurmJob job, Resources limits, string lastWords) => job.State switch
    {
        "TIMEOUT" => new(Say($"The job ran longer than its limit of {Math.Ceiling(limits.WallTime.TotalMinutes)} min; Slurm ended it."), MayRetry: false),
        "OUT_OF_MEMORY" => new(Say($"The job held more memory than its limit of {limits.MemoryMiB} MiB; Slurm ended it."), MayRetry: false),
        "DEADLINE" => new("The job could not end before its deadline in the cluster; Slurm ended it.", MayRetry: false),
        "CANCELLED" => new($"The job was cancelled in the cluster{Because(job)}.", MayRetry: false),
        "NODE_FAIL" => new($"The cluster lost the node{Where(job)} while the job ran there.", MayRetry: true),
        "BOOT_FAIL" => new($"The node{Where(job)} that the job was to run on could not be started.", MayRetry: true),
        "PREEMPTED" => new("The job had to make way for another one in the cluster.", MayRetry: true),
        "REVOKED" => new("The job was taken over by another cluster, whose answer cannot be had here.", MayRetry: true),
        _ => new(Ended(job) + (lastWords.Length == 0 ? "" : $" Its last words: {lastWords}"), MayRetry: true),
    };

    /// <summary>For a job that Slurm knows no more.</summary>
    public static Loss Forgotten(string handle) =>
        new($"Slurm knows the job {handle} no more, and the job left no report.", MayRetry: true);

    /// <summary>For people who wait; null when there is nothing to say.</summary>
    public static string? Message(SlurmJob job) => Of(job.State) switch
    {
        WorkState.Waiting => $"Slurm job {job.Handle} waits{Because(job)}.",
        WorkState.Running => $"Slurm job {job.Handle} is {job.State.ToLowerInvariant()}{Where(job)}.",
        _ => null,
    };

    private static string Ended(SlurmJob job) => job.Exit switch
    {
        { Signal: > 0 } exit => Say($"The job's program was killed by signal {exit.Signal}{Where(job)}."),
        { Code: NotOurs } => $"The job's program did not start{Where(job)}: its attempt had begun before, or was withdrawn.",
        var exit => Say($"The job's program ended with exit code {exit.Code}{Where(job)}, without a report."),
    };

    private static string Where(SlurmJob job) => job.Nodes is { Length: > 0 } nodes ? $" on {nodes}" : "";

    private static string Because(SlurmJob job) => job.Reason is "None" or "" ? "" : $" ({job.Reason})";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
