namespace Graticule.Jobs.Execution.Slurm;

/// <summary>What a command of Slurm that failed says: whether the cluster is away for a while, or means it.</summary>
internal static class SlurmFault
{
    /// <summary>Slurm's sentences (slurm_errno.c) after which the same command may succeed later.</summary>
    private static readonly string[] Passing =
    [
        "Unable to contact slurm controller",
        "Unable to establish",
        "Socket timed out",
        "Connection refused",
        "Connection timed out",
        "Communication",
        "communication",
        "Zero Bytes were transmitted",
        "Protocol authentication error",
        "Munge encode failed",
        "temporarily unable to accept job",
        "Resource temporarily unavailable",
        "in standby mode",
        "Slurmctld is shutting down",
        "job submit limit",
        "Address family not supported",
        "Unexpected message received",
    ];

    public static bool IsPassing(string errors) => Passing.Any(words => errors.Contains(words, StringComparison.Ordinal));

    /// <summary>None of the jobs that were asked for is known any more.</summary>
    public static bool IsUnknownJob(string errors) => errors.Contains("Invalid job id", StringComparison.Ordinal);

    /// <summary>The last sentence, without the name of the command.</summary>
    public static string Sentence(string errors)
    {
        var last = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        var said = last.LastIndexOf("error: ", StringComparison.Ordinal);
        return said < 0 ? last : last[(said + "error: ".Length)..];
    }
}
