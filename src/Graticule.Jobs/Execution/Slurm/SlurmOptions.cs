namespace Graticule.Jobs.Execution.Slurm;

/// <summary>How jobs are handed to a Slurm cluster.</summary>
public sealed record SlurmOptions
{
    /// <summary>The program that runs one workspace, as the nodes see it; <c>graticule</c>.</summary>
    public required string Program { get; init; }

    /// <summary>What the program is called with, before <c>--cores N FOLDER</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = ["run"];

    /// <summary>Of jobs that name none themselves; null: the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>Null: the user's default.</summary>
    public string? Account { get; init; }

    /// <summary>Quality of service; null: the user's default.</summary>
    public string? Qos { get; init; }

    /// <summary>More options of sbatch, each whole, e.g. <c>--constraint=haswell</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Lines of the job's script before the program, e.g. <c>module load gdal</c> or <c>#SBATCH …</c>.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>Lines after it; the program's exit code is in <c>$code</c>.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>Jobs of this server in the cluster at once, waiting and running; 1 to 10000. Those beyond wait in the server's own queue.</summary>
    public int MaxJobs { get; init; } = 100;

    /// <summary>How long the first of several orders waits for others like it, to be submitted as one array.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Most tasks of one array; 1: an sbatch for each. The cluster's MaxArraySize is respected as well.</summary>
    public int MaxArray { get; init; } = 500;

    /// <summary>How often the cluster is asked where the jobs stand.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one command of Slurm may take. Longer than the about 10 s after which Slurm itself says that nobody answers.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Folder of sbatch, squeue and the others; null: as PATH says.</summary>
    public string? Commands { get; init; }

    /// <summary>The cluster's slurm.conf, for <c>SLURM_CONF</c>; null: as the server's environment says.</summary>
    public string? Configuration { get; init; }
}
