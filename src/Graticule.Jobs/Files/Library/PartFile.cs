using Microsoft.Win32.SafeHandles;

namespace Graticule.Jobs.Files.Library;

/// <summary>Files that are being written.</summary>
internal static class PartFile
{
    public static SafeFileHandle Create(string path, string name) => Guarded(name, () => File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite));

    public static SafeFileHandle Open(string path, string name) => Guarded(name, () => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite));

    /// <summary>Ends when the disk has everything.</summary>
    public static void Flush(SafeFileHandle file, string name) => Guarded(name, () =>
    {
        RandomAccess.FlushToDisk(file);
        return file;
    });

    private static SafeFileHandle Guarded(string name, Func<SafeFileHandle> step)
    {
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.Problem(name, exception);
        }
    }
}
