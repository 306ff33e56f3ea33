namespace Graticule.Analysis.Packages.Commands;

/// <summary>The folders of a command: what of the attempt's folder it sees, and as what. Order, report and log are not among it.</summary>
internal sealed record CommandFolders
{
    /// <summary>Inside: the staged inputs, read-only.</summary>
    public const string Inputs = "/job/inputs";

    /// <summary>Inside: the working folder, where outputs are written.</summary>
    public const string Outputs = "/job/out";

    private const string Staged = "inputs/";

    /// <param name="folder">The attempt's folder.</param>
    public CommandFolders(string folder)
    {
        Folder = folder;
        Out = Directory.CreateDirectory(Path.Combine(folder, ".step", "out")).FullName;
        Temporary = Directory.CreateDirectory(Path.Combine(folder, ".step", "tmp")).FullName;
    }

    public string Folder { get; }

    public string Out { get; }

    public string Temporary { get; }

    public string Log => Path.Combine(Folder, "step.log");

    /// <summary>Where a staged file is seen, given where it lies in the attempt's folder.</summary>
    public static string Inside(string staged) =>
        staged.StartsWith(Staged, StringComparison.Ordinal) ? $"{Inputs}/{staged[Staged.Length..]}" : $"{Inputs}/{Path.GetFileName(staged)}";

    public IReadOnlyList<Containers.Mount> Mounts(IEnumerable<string> staged)
    {
        List<Containers.Mount> mounts = [new(Out, Outputs, IsWritable: true), new(Temporary, "/tmp", IsWritable: true)];
        if (Directory.Exists(Path.Combine(Folder, Staged)))
        {
            mounts.Insert(0, new(Path.Combine(Folder, "inputs"), Inputs));
        }

        // A folder repeated by hand may have its inputs anywhere.
        mounts.AddRange(staged.Where(path => !path.StartsWith(Staged, StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Select(path => new Containers.Mount(Path.GetFullPath(path, Folder), Inside(path))));
        return mounts;
    }

    /// <summary>What the command needs no more.</summary>
    public void Clean() => Directory.Delete(Path.Combine(Folder, ".step"), recursive: true);
}
