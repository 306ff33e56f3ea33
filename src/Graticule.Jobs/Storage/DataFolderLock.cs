using System.Globalization;

namespace Graticule.Jobs.Storage;

/// <summary>
/// Held by the one server that owns a data folder. The lock is the operating system's and goes with the process, however it ends; who
/// holds it is told by a file beside it.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _ownerFile;

    private DataFolderLock(FileStream file, string ownerFile)
    {
        _file = file;
        _ownerFile = ownerFile;
    }

    /// <exception cref="ProblemException">Conflict, naming the other process, when the folder has an owner.</exception>
    public static DataFolderLock Take(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Root);
        var ownerFile = folder.Lock + ".pid";
        FileStream file;
        try
        {
            file = new(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            var owner = File.Exists(ownerFile) ? $"the process {File.ReadAllText(ownerFile).Trim()}" : "another process";
            throw new ProblemException(
                new(ProblemKind.Conflict, $"The data folder '{folder.Root}' is in use by {owner}. End that server, or choose another data folder.", folder.Root),
                exception);
        }

        File.WriteAllText(ownerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new(file, ownerFile);
    }

    public void Dispose()
    {
        File.Delete(_ownerFile);
        _file.Dispose();
    }
}
