namespace Graticule.Analysis.Packages.Containers;

/// <summary>Apptainer or SingularityCE (3.8 or later), on a SIF file or an unpacked root file system.</summary>
/// <param name="program"><c>apptainer</c> or <c>singularity</c>.</param>
internal sealed class Apptainer(string program = "apptainer") : IContainerProgram
{
    public ContainerProgram Kind => ContainerProgram.Apptainer;

    public string Program => program;

    public IReadOnlyList<string> Probe => [Program, "exec", "--help"];

    public IReadOnlyList<string> Start(ContainerCommand command)
    {
        // --containall: no home, no /tmp of the host, own PID and IPC spaces, a clean environment.
        List<string> arguments = [Program, "--quiet", "exec", "--containall", "--no-home", "--uts", "--hostname", "container", "--no-privs"];
        if (!command.HasNetwork)
        {
            arguments.AddRange(["--net", "--network", "none"]);
        }

        arguments.AddRange(command.Mounts.SelectMany(mount => (string[])["--bind", $"{mount.Source}:{mount.Target}:{(mount.IsWritable ? "rw" : "ro")}"]));
        arguments.AddRange(command.Environment.SelectMany(variable => (string[])["--env", $"{variable.Key}={variable.Value}"]));
        return [.. arguments, "--pwd", command.WorkFolder, command.Image.Sif ?? command.Image.Root, .. command.Arguments];
    }
}
