namespace Graticule.Analysis.Packages.Containers;

/// <summary>One command in one container: what every container program needs to know of it.</summary>
public sealed record ContainerCommand
{
    public required ContainerImage Image { get; init; }

    /// <summary>Program and arguments, as the program will get them: no shell reads them.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>What of the host is seen inside, in the order in which it is mounted; nothing else is.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Working folder, as a path inside.</summary>
    public string WorkFolder { get; init; } = "/";

    /// <summary>All variables beyond <c>PATH</c> and what the image sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool HasNetwork { get; init; }

    /// <summary>Limits for the programs that set them themselves; the sandbox holds them for all.</summary>
    public ContainerLimits? Limits { get; init; }

    /// <summary>Unique on the machine: what the container is called where containers have names.</summary>
    public string Name { get; init; } = "graticule";
}

/// <summary>A file or folder of the host that is seen inside a container.</summary>
/// <param name="Source">Absolute path outside.</param>
/// <param name="Target">Absolute path inside; made where the image lacks it.</param>
/// <param name="IsWritable">Whether what is written there stays.</param>
public sealed record Mount(string Source, string Target, bool IsWritable = false);

/// <summary>What a container may use.</summary>
/// <param name="MemoryMiB">Memory, in MiB.</param>
/// <param name="Processes">Processes and threads at once.</param>
/// <param name="Cores">Processors' worth of time.</param>
public sealed record ContainerLimits(int MemoryMiB, int Processes, int Cores);
