using System.Globalization;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>
/// Bubblewrap (https://github.com/containers/bubblewrap, 0.8 or later) on an unpacked root file system. Works for root and for others,
/// needs no daemon, no storage and no setting, and ends with the process that started it.
/// </summary>
internal sealed class Bubblewrap : IContainerProgram
{
    private const int User = 1000;
    private const int SharedMemoryMiB = 256;

    /// <summary>
    /// What is writable by the machine's root in a fresh <c>/proc</c>, capabilities or not (proc(5)). A server run as root has containers
    /// whose user is root outside, whatever number it has inside.
    /// </summary>
    private static readonly string[] ReadOnlyInProc = ["sys", "sysrq-trigger", "irq", "bus", "fs", "acpi", "scsi", "asound", "driver", "mtrr", "pressure"];

    private static readonly string[] NamesOfHosts = ["/etc/resolv.conf", "/etc/hosts"];

    public ContainerProgram Kind => ContainerProgram.Bubblewrap;

    public string Program => "bwrap";

    public IReadOnlyList<string> Probe => [Program, .. Isolate(hasNetwork: false), "--ro-bind", "/", "/", "--proc", "/proc", "--", "/bin/true"];

    public IReadOnlyList<string> Start(ContainerCommand command)
    {
        var image = command.Image;
        var names = command.HasNetwork ? NamesOfHosts.Where(File.Exists).Select(path => new Mount(path, path)) : [];
        List<Mount> mounts = [.. names.Concat(command.Mounts).Select(mount => mount with { Target = RootLayout.Resolve(image.Root, mount.Target) })];
        List<string> arguments = [Program, "--die-with-parent", .. Isolate(command.HasNetwork)];
        arguments.AddRange(image.IsHost
            ? ContainerImage.HostPaths.SelectMany(HostPath)
            : RootLayout.Arguments(image.Root, mounts.Select(mount => mount.Target)));
        arguments.AddRange(["--proc", "/proc"]);
        arguments.AddRange(ReadOnlyInProc.SelectMany(name => (string[])["--ro-bind-try", $"/proc/{name}", $"/proc/{name}"]));
        arguments.AddRange(["--dev", "/dev", "--size", Bytes(SharedMemoryMiB), "--perms", "1777", "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]);
        if (!mounts.Exists(mount => mount.Target == "/tmp"))
        {
            arguments.AddRange(["--size", Bytes(SharedMemoryMiB), "--perms", "1777", "--tmpfs", "/tmp"]);
        }

        arguments.AddRange(mounts.SelectMany(mount => (string[])[mount.IsWritable ? "--bind" : "--ro-bind", mount.Source, mount.Target]));
        arguments.AddRange(["--remount-ro", "/", "--clearenv", "--setenv", "PATH", ContainerPrograms.UsualPath]);
        arguments.AddRange(command.Environment.SelectMany(variable => (string[])["--setenv", variable.Key, variable.Value]));
        return [.. arguments, "--chdir", command.WorkFolder, "--", .. image.Prepare(command.Arguments)];
    }

    private static IEnumerable<string> Isolate(bool hasNetwork)
    {
        string[] always =
        [
            "--new-session", "--unshare-user", "--disable-userns", "--uid", Number(User), "--gid", Number(User),
            "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "container", "--cap-drop", "ALL",
        ];
        return hasNetwork ? always : always.Append("--unshare-net");
    }

    private static IEnumerable<string> HostPath(string path) => new FileInfo(path).LinkTarget is { } link
        ? ["--symlink", link, path]
        : ["--ro-bind-try", path, path];

    private static string Bytes(int mebibytes) => ((long)mebibytes << 20).ToString(CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
