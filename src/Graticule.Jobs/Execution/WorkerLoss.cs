using System.Globalization;

namespace Graticule.Jobs.Execution;

/// <summary>Sentences about workers that did not come to their end.</summary>
internal static class WorkerLoss
{
    private const int SignalBase = 128;

    private static readonly Dictionary<int, string> Signals = new()
    {
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [15] = "SIGTERM",
    };

    public static Loss Cancelled { get; } = new("The job was cancelled and its worker killed.", MayRetry: false);

    /// <summary>For an idle worker, which loses no job.</summary>
    public static Loss Replaced { get; } = new("The worker was replaced by a fresh one.", MayRetry: true);

    public static Loss ServerStopped { get; } = new("The server stopped while the job ran, and its worker with it.", MayRetry: true);

    public static Loss StoppedHandingOver { get; } = new("The server stopped while it handed the job to a worker.", MayRetry: true);

    public static Loss OverMemory(long used, int limitMiB) => new(
        $"The job held {used >> 20} MiB of memory, more than its limit of {limitMiB} MiB; its worker was killed.", MayRetry: false);

    public static Loss OverTime(TimeSpan used, TimeSpan limit) => new(
        $"The job ran for {Seconds(used)} s, longer than its limit of {Seconds(limit)} s; its worker was killed.", MayRetry: false);

    public static Loss Unreported(string reason) => new($"The job ended, but its worker could not write the report: {reason}", MayRetry: true);

    /// <param name="exitCode">Exit code; 128 + n for a death by signal n.</param>
    /// <param name="ran">How long the job had run.</param>
    /// <param name="lastWords">End of the worker's standard error.</param>
    public static Loss Died(int exitCode, TimeSpan ran, string lastWords)
    {
        var cause = exitCode > SignalBase && Signals.TryGetValue(exitCode - SignalBase, out var name)
            ? $"was killed by signal {exitCode - SignalBase} ({name})"
            : $"ended with exit code {exitCode}";
        var hint = exitCode == SignalBase + 9 ? " The system does that when memory runs out." : "";
        var words = lastWords.Length == 0 ? "" : $" Its last words: {lastWords}";
        return new($"The worker process {cause} after {Seconds(ran)} s of work on the job.{hint}{words}", MayRetry: true);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
