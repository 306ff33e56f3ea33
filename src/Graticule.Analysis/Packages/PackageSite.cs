using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Graticule.Analysis.Packages;

/// <summary>
/// How deployed packages are run here: the operator's decisions. The server checks packages against it when they are deployed, and it
/// travels with each order, so that a worker on any node decides the same.
/// </summary>
public sealed record PackageSite
{
    /// <summary>Folder with container images that may be used: SIF files and unpacked root file systems. Null: no images.</summary>
    public string? Images { get; init; }

    /// <summary>Registries that images may be pulled from (<c>ghcr.io</c>, <c>docker.io</c>); empty: none, only what lies in <see cref="Images"/>.</summary>
    public IReadOnlyList<string> Registries { get; init; } = [];

    public ContainerProgram Containers { get; init; } = ContainerProgram.Auto;

    /// <summary>Whether a package that asks for the network gets it; otherwise it has none.</summary>
    public bool AllowsNetwork { get; init; }

    /// <summary>
    /// Whether a package whose image is not here may run its command with the programs of the machine that the job runs on, read-only and
    /// in the same sandbox; otherwise such a package is refused.
    /// </summary>
    public bool AllowsHostPrograms { get; init; }

    /// <summary>Largest memory of one step, in MiB.</summary>
    public int MaxMemoryMiB { get; init; } = 16384;

    /// <summary>Largest number of cores of one step.</summary>
    public int MaxCores { get; init; } = Environment.ProcessorCount;

    /// <summary>Most that a job may write into its folder, in MiB.</summary>
    public int MaxDiskMiB { get; init; } = 20480;

    /// <summary>Most processes and threads that a job may have at once.</summary>
    public int MaxProcesses { get; init; } = 1024;

    public JsonObject Write() => JsonSerializer.SerializeToNode(this, SiteJson.Default.PackageSite)!.AsObject();

    /// <summary>What <see cref="Write"/> wrote; the defaults where there is nothing.</summary>
    public static PackageSite Read(JsonObject settings) => settings.Deserialize(SiteJson.Default.PackageSite) ?? new();
}

/// <summary>What runs a container image.</summary>
public enum ContainerProgram
{
    /// <summary>The first of the others that is installed and works.</summary>
    Auto,
    Apptainer,
    Podman,

    /// <summary>Bubblewrap, on an unpacked root file system.</summary>
    Bubblewrap,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PackageSite))]
internal sealed partial class SiteJson : JsonSerializerContext;
