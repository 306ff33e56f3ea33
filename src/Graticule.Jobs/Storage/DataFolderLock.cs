using System.Globalization;

namespace Graticule.Jobs.Storage;

/// <summary>
/// Held by the one server that owns a data folder. The lock is the operating system's and goes with the process, however it ends; who
/// holds it is told by a file beside it.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    private const int WouldBlock = 11;  // EWOULDBLOCK
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;
    private readonly string _ownerFile;

    private DataFolderLock(FileStream file, string ownerFile)
    {
        _file = file;
        _ownerFile = ownerFile;
    }

    /// <exception cref="ProblemException">Conflict, naming the other process, when the folder has an owner; Unavailable when it cannot be used.</exception>
    public static DataFolderLock Take(DataFolder folder)
    {
        var ownerFile = folder.Lock + ".pid";
        try
        {
            Directory.CreateDirectory(folder.Root);
            var file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(ownerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(file, ownerFile);
        }
        catch (IOException exception) when (exception.HResult is WouldBlock or SharingViolation)
        {
            var owner = File.Exists(ownerFile) ? $"the process {File.ReadAllText(ownerFile)}" : "another process";
            throw new ProblemException(
                new(ProblemKind.Conflict, $"The data folder '{folder.Root}' is in use by {owner}. End that server, or choose another data folder.", folder.Root),
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                new(ProblemKind.Unavailable, $"The data folder '{folder.Root}' cannot be used: {exception.Message}", folder.Root), exception);
        }
    }

    public void Dispose()
    {
        File.Delete(_ownerFile);
        _file.Dispose();
    }
}
