using System.Globalization;

namespace Graticule.Analysis.Packages.Containers;

/// <summary>
/// Podman (4.3 or later) on an unpacked root file system, with an overlay that forgets what is written. Its containers are no children
/// of what starts them: whoever starts one must see to its end by <see cref="Remove"/>.
/// </summary>
internal sealed class Podman : IContainerProgram
{
    private const int MostOpenFiles = 4096;

    /// <summary>Version 2 of control groups alone; on a mixed set-up crun refuses to run and runc does not.</summary>
    private static readonly bool HasUnifiedGroups = File.Exists("/sys/fs/cgroup/cgroup.controllers");

    private static readonly bool HasSystemd = Directory.Exists("/run/systemd/system");

    public ContainerProgram Kind => ContainerProgram.Podman;

    public string Program => "podman";

    public IReadOnlyList<string> Probe => [Program, .. Settings(), "info", "--format", "{{.Host.OCIRuntime.Name}}"];

    public IReadOnlyList<string> Start(ContainerCommand command)
    {
        var files = Number(MostOpenFiles);
        List<string> arguments =
        [
            Program, .. Settings(), "run", "--rm", "--name", command.Name, "--pull=never", "--read-only", "--read-only-tmpfs=false", "--cap-drop=all",
            "--security-opt=no-new-privileges", "--log-driver=none", "--no-hosts", "--no-healthcheck", "--stop-timeout=0", "--hostname", "container",
            "--ulimit", $"nofile={files}:{files}", "--ulimit", "core=0:0", $"--network={(command.HasNetwork ? "host" : "none")}",
        ];
        if (command.Limits is { } limits)
        {
            var processes = Number(limits.Processes);
            arguments.AddRange(["--ulimit", $"nproc={processes}:{processes}"]);
            if (Environment.IsPrivilegedProcess || HasUnifiedGroups)
            {
                arguments.AddRange([$"--memory={Number(limits.MemoryMiB)}m", $"--memory-swap={Number(limits.MemoryMiB)}m", $"--pids-limit={processes}"]);
            }
        }

        if (!command.Mounts.Any(mount => mount.Target == "/tmp"))
        {
            arguments.Add("--mount=type=tmpfs,destination=/tmp,tmpfs-size=256m");
        }

        arguments.AddRange(command.Mounts.SelectMany(mount => (string[])["--volume", $"{mount.Source}:{mount.Target}:{(mount.IsWritable ? "rw" : "ro")}"]));
        arguments.AddRange(["--env", $"PATH={ContainerPrograms.UsualPath}"]);
        arguments.AddRange(command.Environment.SelectMany(variable => (string[])["--env", $"{variable.Key}={variable.Value}"]));
        return [.. arguments, "--workdir", command.WorkFolder, "--rootfs", command.Image.Root + ":O", .. command.Image.Prepare(command.Arguments)];
    }

    public IReadOnlyList<string> Remove(ContainerCommand command) =>
        [Program, .. Settings(), "rm", "--force", "--ignore", "--time", "0", command.Name];

    private static List<string> Settings()
    {
        List<string> settings = ["--events-backend=none"];
        if (!HasSystemd)
        {
            settings.Add("--cgroup-manager=cgroupfs");
        }

        if (!HasUnifiedGroups && ContainerPrograms.Find("runc") is { } runc)
        {
            settings.Add($"--runtime={runc}");
        }

        return settings;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
