using System.Runtime.InteropServices;

namespace Graticule.Jobs.Inputs;

/// <summary>A second name for the same file: as cheap as a symbolic link, and it stays when the first name goes.</summary>
internal static partial class HardLink
{
    private const int NoSuchFile = 2;

    /// <summary>
    /// Gives a read-only file a second name; where the file system cannot, copies it (by reference where the file system can do that).
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no file <paramref name="path"/>.</exception>
    public static void Make(string path, string link)
    {
        if (Link(path, link) == 0)
        {
            return;
        }

        if (Marshal.GetLastPInvokeError() == NoSuchFile && !File.Exists(path))
        {
            throw new FileNotFoundException("The file to link to is gone.", path);
        }

        File.Copy(path, link);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string path, string link);
}
