using Microsoft.Win32.SafeHandles;

namespace Graticule.Jobs.Execution;

/// <summary>Opens files in folders in which strangers' programs write, perhaps at this moment.</summary>
public static class OpenedFile
{
    /// <summary>Whether there is a file of this path that is no folder, link, pipe, socket or device; links are not followed.</summary>
    public static bool IsPlain(string path) => Posix.IsRegularFile(path);

    /// <summary>
    /// Opens a file below a folder for reading. Null when there is none, when it is no plain file, or when a link leads out of the folder:
    /// what was opened is looked at, not the name, which may mean something else by then.
    /// </summary>
    /// <param name="folder">Absolute, and itself not the strangers'.</param>
    /// <param name="path">Path in the folder.</param>
    public static FileStream? Open(string folder, string path)
    {
        var descriptor = Posix.OpenToRead(Path.Combine(folder, path));
        if (descriptor < 0)
        {
            return null;
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        var place = new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget;
        var home = Path.GetFullPath(folder).TrimEnd('/') + "/";
        if (Posix.IsRegularFile(descriptor) && place?.StartsWith(home, StringComparison.Ordinal) is true)
        {
            return new(handle, FileAccess.Read, bufferSize: 0);
        }

        handle.Dispose();
        return null;
    }
}
