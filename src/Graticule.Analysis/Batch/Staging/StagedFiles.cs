namespace Graticule.Analysis.Batch.Staging;

/// <summary>What was put into a work folder: so that what the commands leave as it was is not taken for theirs.</summary>
/// <param name="folder">The work folder.</param>
/// <param name="canMount">Whether large files may be shown in it instead of being copied.</param>
internal sealed class StagedFiles(string folder, bool canMount)
{
    private readonly Dictionary<string, (long Length, DateTime ModifiedAt)> _stamps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _mounts = new(StringComparer.Ordinal);

    private readonly List<string> _notes = [];

    public string Folder => folder;

    /// <summary>What was not done as it was wanted, as sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public bool CanMount => canMount;

    /// <summary>Files of this machine by the path at which the commands see them, read-only.</summary>
    public IEnumerable<(string Path, string Name)> Mounts => _mounts.Select(mount => (mount.Value, mount.Key));

    public void Say(string note) => _notes.Add(note);

    public void Mount(string path, string name) => _mounts[name] = path;

    /// <summary>Notes a file that is in place.</summary>
    /// <param name="name">Its path in the folder.</param>
    public void Note(string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        _mounts.Remove(name);
        _stamps[name] = (file.Length, file.LastWriteTimeUtc);
    }

    /// <summary>Whether a file is as it was put there.</summary>
    public bool IsUntouched(string name, long length, DateTime modifiedAt) =>
        _mounts.ContainsKey(name) || (_stamps.TryGetValue(name, out var stamp) && stamp == (length, modifiedAt));
}
