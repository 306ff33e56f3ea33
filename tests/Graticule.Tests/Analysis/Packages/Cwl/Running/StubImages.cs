using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Analysis.Packages.Cwl.Running;

/// <summary>A folder of images that hold one static busybox and a few scripts: enough to be a root file system.</summary>
public sealed class StubImages : IDisposable
{
    private const string Busybox = "/usr/bin/busybox";

    private readonly TemporaryFolder _folder = new();

    /// <summary>Why nothing can be run here; null: it can.</summary>
    public static string? Lack { get; } = ((string[])["/usr/bin/cwltool", "/usr/bin/bwrap", "/usr/bin/node", Busybox]).FirstOrDefault(path => !File.Exists(path)) is { } missing
        ? $"{missing} is not installed."
        : null;

    public string Folder => _folder.Path;

    /// <summary>Unpacks an image.</summary>
    /// <param name="reference">As packages call it.</param>
    /// <param name="scripts">Programs in its <c>/usr/bin</c>, each a shell script without its first line.</param>
    public void Add(string reference, params (string Name, string Script)[] scripts)
    {
        var root = Path.Combine(_folder.Path, reference.Replace('/', '_').Replace(':', '_'));
        if (Directory.Exists(root))
        {
            return;
        }

        var programs = Directory.CreateDirectory(Path.Combine(root, "usr/bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(root, "bin"), "usr/bin");
        File.Copy(Busybox, Path.Combine(programs, "busybox"));
        foreach (var applet in new[] { "sh", "cat", "echo", "mkdir", "ls", "sleep", "touch", "ln", "id", "wget", "env", "seq", "test", "printf", "basename", "true", "false", "dd" })
        {
            File.CreateSymbolicLink(Path.Combine(programs, applet), "busybox");
        }

        // Also where conda puts the programs of an environment, which is on no path but the package's own.
        var others = Directory.CreateDirectory(Path.Combine(root, "app/envs/runner/bin")).FullName;
        foreach (var (path, script) in scripts.SelectMany(one => new[] { (Path.Combine(programs, one.Name), one.Script), (Path.Combine(others, one.Name), one.Script) }))
        {
            File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    public void Dispose() => _folder.Dispose();
}
