using System.Diagnostics;

namespace Graticule.Tests.Jobs.Files;

/// <summary>A file system of 1 MiB in memory. Needs the right to mount.</summary>
internal sealed class TinyDisk : IDisposable
{
    private TinyDisk(string path) => Path = path;

    public string Path { get; }

    public static TinyDisk? TryMount(string parent)
    {
        var path = System.IO.Path.Combine(parent, "disk");
        Directory.CreateDirectory(path);
        return File.Exists("/bin/mount") && Run("/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path) ? new(path) : null;
    }

    public void Dispose() => Run("/bin/umount", Path);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
