namespace Graticule.Analysis.Packages.Containers;

/// <summary>An image that lies here and can be run.</summary>
/// <param name="Name">What it was asked for as.</param>
/// <param name="Root">Folder with its root file system.</param>
/// <param name="Sif">The SIF file that it comes from; null for a plain folder.</param>
public sealed record ContainerImage(string Name, string Root, string? Sif = null)
{
    private const string EnvironmentScripts = ".singularity.d/env";

    /// <summary>Reads the variables that a SIF image sets, and becomes the command: whose words stay what they are.</summary>
    private const string SetEnvironment = "for file in /.singularity.d/env/*.sh; do [ -f \"$file\" ] && . \"$file\"; done; exec \"$@\"";

    /// <summary>The programs of this machine, seen as an image: no configuration but what programs need to find their libraries.</summary>
    public static ContainerImage Host { get; } = new("host", "/");

    public bool IsHost => this == Host;

    /// <summary>Top-level entries and deeper paths that are seen of the host; those that do not exist are passed over.</summary>
    internal static IReadOnlyList<string> HostPaths { get; } =
    [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt",
        "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ssl/certs", "/etc/fonts",
    ];

    /// <summary>The command with what the image wants done before it.</summary>
    internal IReadOnlyList<string> Prepare(IReadOnlyList<string> arguments) =>
        !IsHost && Directory.Exists(Path.Combine(Root, EnvironmentScripts)) ? ["/bin/sh", "-c", SetEnvironment, "sh", .. arguments] : arguments;
}
