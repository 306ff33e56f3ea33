using System.Globalization;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>
/// The right to run an attempt, as a file in its workspace. The job's script takes it by renaming it, the server withdraws it by renaming
/// it too, and the file system lets only one of them do so: an attempt runs once, however often and however late Slurm starts a script
/// for it (a submission whose answer was lost, a job that was put back into Slurm's queue, a restart of either side).
/// </summary>
/// <param name="Submission">Which submission it belongs to.</param>
/// <param name="Name">The job's name in the cluster's lists.</param>
/// <param name="Task">The task in that submission's array; null when it is no array.</param>
/// <param name="HasBegun">Whether the script has taken it.</param>
internal sealed record Ticket(string Submission, string Name, int? Task, bool HasBegun)
{
    /// <summary>A name that no output of a process can have.</summary>
    public const string FolderName = ".slurm";

    private const string Valid = ".ticket";
    private const string Taken = ".begun";
    private const string Withdrawn = ".withdrawn";

    /// <summary>Path of the valid ticket, below the workspace.</summary>
    public static string NameOf(string submission) => $"{FolderName}/{submission}{Valid}";

    /// <summary>What the script makes of it.</summary>
    public static string TakenNameOf(string submission) => $"{FolderName}/{submission}{Taken}";

    /// <summary>Withdraws what an earlier submission left.</summary>
    public static void Issue(Workspace workspace, string submission, string name, int? task)
    {
        TryWithdraw(workspace);
        Directory.CreateDirectory(FolderOf(workspace));
        File.WriteAllText(PathOf(workspace, submission, Valid), string.Create(CultureInfo.InvariantCulture, $"{name}\n{task}"));
    }

    /// <summary>The ticket that may be, or was, run on; null when there is none, and so nothing runs or will.</summary>
    public static Ticket? Find(Workspace workspace)
    {
        var folder = new DirectoryInfo(FolderOf(workspace));

        // A file that is renamed while its folder is listed may show under neither name.
        var found = folder.Exists ? Enumerable.Range(0, 3).Select(_ => Look(folder)).FirstOrDefault(file => file is not null) : null;
        if (found is null)
        {
            return null;
        }

        var content = ReadContent(found).Split('\n');
        int? task = content.Length > 1 && int.TryParse(content[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new(Path.GetFileNameWithoutExtension(found.Name), content[0], task, found.Extension == Taken);
    }

    /// <summary>True when the attempt has not begun and now never will, false when it has.</summary>
    public static bool TryWithdraw(Workspace workspace)
    {
        if (Find(workspace) is not { } ticket)
        {
            return true;
        }

        try
        {
            File.Move(PathOf(workspace, ticket.Submission, Valid), PathOf(workspace, ticket.Submission, Withdrawn));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static FileInfo? Look(DirectoryInfo folder) => folder.EnumerateFiles().FirstOrDefault(file => file.Extension is Valid or Taken);

    private static string ReadContent(FileInfo file)
    {
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (FileNotFoundException)
        {
            // The script has taken it just now.
            return File.ReadAllText(Path.ChangeExtension(file.FullName, Taken));
        }
    }

    private static string FolderOf(Workspace workspace) => Path.Combine(workspace.Path, FolderName);

    private static string PathOf(Workspace workspace, string submission, string state) => Path.Combine(FolderOf(workspace), submission + state);
}
