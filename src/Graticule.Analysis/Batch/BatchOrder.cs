using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Batch;

/// <summary>Commands to be run one after the other in a work folder, once or for each row of a table. Trusted: whoever makes it has checked it.</summary>
public sealed record BatchOrder
{
    /// <summary>At least one.</summary>
    public required IReadOnlyList<BatchAnalysis> Analyses { get; init; }

    /// <summary>What is put into the work folder before.</summary>
    public IReadOnlyList<BatchFile> Files { get => field ?? []; init; } = [];

    /// <summary>By row: the values of its variables, by name; null: one run, without variables.</summary>
    public IReadOnlyList<Dictionary<string, string>>? Cases { get; init; }

    /// <summary>Files that are made in the work folder of each run, from its row.</summary>
    public IReadOnlyList<BatchTemplate> Templates { get => field ?? []; init; } = [];

    /// <summary>Runs at once; at least 1.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>Makes the files of the templates and runs no command.</summary>
    public bool IsDryRun { get; init; }

    public BatchLimits Limits { get => field ?? new(); init; } = new();

    public JsonObject Write() => JsonSerializer.SerializeToNode(this, BatchJson.Default.BatchOrder)!.AsObject();

    /// <exception cref="JsonException">It is not what <see cref="Write"/> writes.</exception>
    public static BatchOrder Read(JsonObject inputs) => inputs.Deserialize(BatchJson.Default.BatchOrder) ?? throw new JsonException("There is no order.");
}

/// <summary>One command and what it is run with.</summary>
/// <param name="Command">Text for the shell.</param>
public sealed record BatchAnalysis(string Command)
{
    /// <summary>Variables of the command's environment.</summary>
    public IDictionary<string, string> Environment { get => field ?? new Dictionary<string, string>(StringComparer.Ordinal); init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Text for the shell that makes the software usable, such as <c>module load gdal</c>; it is run before the command, in the same shell.</summary>
    public string? Setup { get; init; }

    /// <summary>Folders in which programs are looked for first.</summary>
    public IReadOnlyList<string> Paths { get => field ?? []; init; } = [];

    /// <summary>Folders of this machine, beyond its usual programs, that are seen, and cannot be written to.</summary>
    public IReadOnlyList<string> Folders { get => field ?? []; init; } = [];

    public bool HasNetwork { get; init; }

    /// <summary>Container image whose programs are seen in place of the machine's, as packages name them; null: those of the machine.</summary>
    public string? Image { get; init; }

    /// <summary>Processors' worth of time; null: all there are.</summary>
    public int? Cores { get; init; }
}

/// <summary>A file for the work folder.</summary>
/// <param name="Path">Where it lies on this machine; only read.</param>
/// <param name="Name">Its name in the work folder, without folders.</param>
/// <param name="Unpack">Whether the files in it are wanted in its place, where it is an archive.</param>
public sealed record BatchFile(string Path, string Name, bool Unpack = false);

/// <summary>A file in which <c>${variable}</c> stands for the value of the run's row.</summary>
/// <param name="Path">Where it lies on this machine.</param>
/// <param name="Target">Name of the file that is made of it in the work folder; may have folders.</param>
public sealed record BatchTemplate(string Path, string Target);

/// <summary>What a run may use.</summary>
public sealed record BatchLimits
{
    /// <summary>How long all runs together may take, in seconds; what runs then is ended, and what it wrote is kept.</summary>
    public double WallSeconds { get; init; } = 3600;

    /// <summary>Memory of each run, in MiB.</summary>
    public int MemoryMiB { get; init; } = 2048;

    /// <summary>What each run may write, and what the archives among its files may hold, in MiB.</summary>
    public int DiskMiB { get; init; } = 20480;

    /// <summary>Processes and threads of each run at once.</summary>
    public int Processes { get; init; } = 1024;

    /// <summary>How long commands may take to end once they are asked to, in seconds.</summary>
    public double GraceSeconds { get; init; } = 10;
}
