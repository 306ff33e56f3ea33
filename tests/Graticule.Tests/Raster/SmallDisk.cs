using System.Diagnostics;

namespace Graticule.Tests.Raster;

/// <summary>A file system of a few MiB, to fill up. Only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Null where mounting is not allowed.</summary>
    public static SmallDisk? TryMount(string folder, int sizeMiB)
    {
        Directory.CreateDirectory(folder);
        return Run("mount", $"-t tmpfs -o size={sizeMiB}m graticule-test {folder}") ? new SmallDisk(folder) : null;
    }

    public void Dispose() => Run("umount", $"-l {Folder}");

    private static bool Run(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
