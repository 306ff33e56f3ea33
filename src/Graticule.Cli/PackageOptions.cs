using System.CommandLine;
using System.CommandLine.Parsing;
using Graticule.Analysis.Packages;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary>How a server is told on the command line how to run what users deploy.</summary>
internal static class PackageOptions
{
    private static readonly PackageSite Defaults = new();

    private static readonly Option<string> Images = new("--images")
    {
        Description = "Folder with the container images that packages may use: SIF files and unpacked root file systems.",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Registry = new("--registry")
    {
        Description = "Images may be pulled from this registry (ghcr.io, docker.io); may be repeated. Without it: from none.",
        HelpName = "HOST",
    };

    private static readonly Option<ContainerProgram> Containers = new("--containers")
    {
        Description = "What runs container images; 'auto': the first that is installed.",
        DefaultValueFactory = _ => Defaults.Containers,
    };

    private static readonly Option<bool> Network = new("--package-network") { Description = "Packages that ask for the network get it." };

    private static readonly Option<int> Memory = Limit("--package-memory", "Largest memory of one step of a package, in MiB.", Defaults.MaxMemoryMiB);

    private static readonly Option<int> Cores = Limit("--package-cores", "Largest number of cores of one step of a package.", Defaults.MaxCores);

    private static readonly Option<int> Disk = Limit("--package-disk", "Most that a job of a package may write, in MiB.", Defaults.MaxDiskMiB);

    private static readonly Option<int> Processes = Limit("--package-processes", "Most processes and threads that a job of a package may have at once.", Defaults.MaxProcesses);

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Images, Registry, Containers, Network, Memory, Cores, Disk, Processes])
        {
            command.Add(option);
        }
    }

    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static PackageSite Read(ParseResult parsed) => Defaults with
    {
        Images = parsed.GetValue(Images) is { } folder ? Path.GetFullPath(folder) : null,
        Registries = parsed.GetValue(Registry) ?? [],
        Containers = parsed.GetRequiredValue(Containers),
        AllowsNetwork = parsed.GetValue(Network),
        MaxMemoryMiB = parsed.GetRequiredValue(Memory),
        MaxCores = parsed.GetRequiredValue(Cores),
        MaxDiskMiB = parsed.GetRequiredValue(Disk),
        MaxProcesses = parsed.GetRequiredValue(Processes),
    };

    private static Option<int> Limit(string name, string description, int usual) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        Validators = { AtLeastOne },
    };

    private static void AtLeastOne(OptionResult result)
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{result.Option.Name} must be at least 1.");
        }
    }
}
