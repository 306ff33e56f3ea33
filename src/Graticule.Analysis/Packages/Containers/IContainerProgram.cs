namespace Graticule.Analysis.Packages.Containers;

/// <summary>
/// A program that runs a command in a container. Says how it is started, and starts nothing itself. All of them give the command a
/// read-only root, only the mounts that are listed, no network unless asked for, no capabilities, no way to new privileges, and
/// process, IPC and host-name spaces of its own.
/// </summary>
public interface IContainerProgram
{
    ContainerProgram Kind { get; }

    /// <summary>Name of the executable.</summary>
    string Program { get; }

    /// <summary>Shows in well under a second whether it works on this machine: exits with 0 if so.</summary>
    IReadOnlyList<string> Probe { get; }

    /// <summary>The command line that runs the command; <see cref="Program"/> is its first word.</summary>
    IReadOnlyList<string> Start(ContainerCommand command);

    /// <summary>The command line that ends a container which outlived what started it; null where none can.</summary>
    IReadOnlyList<string>? Remove(ContainerCommand command) => null;
}
