using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Graticule.Raster.Keeping;

/// <summary>
/// Finished windows of one piece of work, in a folder that outlives it: when the work is broken off and begun again, they are read instead of
/// computed. Files are only ever added and only ever grow; each run of the work and each thread has files of its own, so that a run that is
/// being killed cannot hurt the next one. To keep never fails the work: where it cannot go on, it ends.
/// </summary>
public sealed class WindowKeep
{
    /// <summary>Of the room that is left on the disk when a run begins, so that results have more of it than what is kept.</summary>
    private const int ShareOfFree = 4;

    private readonly string _folder;
    private readonly KeepOptions _options;
    private readonly long _began;
    private readonly long _most;
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private long _bytes;
    private int _logs;
    private int _isOver;

    /// <summary>Opens the folder for one run of the work.</summary>
    /// <param name="root">Of all that this job keeps; is made when there is something to keep.</param>
    /// <param name="work">What the windows depend on: all of the request, in words. What was kept for another work is deleted.</param>
    /// <param name="options">How.</param>
    public WindowKeep(string root, string work, KeepOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _folder = Path.Combine(root, Digest(work));
        _options = options;
        _began = options.Clock.GetTimestamp();
        try
        {
            foreach (var other in Folders(root).Where(other => other.Name != Path.GetFileName(_folder)))
            {
                other.Delete(recursive: true);
            }

            _bytes = new DirectoryInfo(_folder) is { Exists: true } found ? found.EnumerateFiles().Sum(file => file.Length) : 0;
            _most = Math.Min(options.MostBytes, _bytes + (new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(root))!).AvailableFreeSpace / ShareOfFree));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            GiveUp($"Finished windows are not kept: {exception.Message}");
        }
    }

    /// <summary>Whether finished windows are to be kept now.</summary>
    internal bool IsKeeping => Volatile.Read(ref _isOver) == 0 && _options.Clock.GetElapsedTime(_began) >= _options.After;

    /// <summary>A pass over windows, with what earlier runs kept of it.</summary>
    /// <param name="pass">What its windows hold, in words, beyond what the whole work depends on.</param>
    public KeptPass Open(string pass) => Open(pass, whole: null);

    /// <param name="pass">As above.</param>
    /// <param name="whole">The pass that it is a part of: one sentence is said of all its parts.</param>
    internal KeptPass Open(string pass, KeptPass? whole)
    {
        var opened = new KeptPass(this, pass, KeptFile.OpenAll(_folder, Digest(pass) + ".*"), whole);
        if (opened.Windows > 0 && opened.IsFirstFind())
        {
            _options.Say?.Invoke("Going on with finished windows of earlier attempts.");
        }

        return opened;
    }

    /// <summary>Takes room for a record; false where there is none.</summary>
    internal bool Take(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _most)
        {
            return true;
        }

        GiveUp(string.Create(
            CultureInfo.InvariantCulture, $"{_most / 1048576.0:0.#} MiB of finished windows are kept, which is the most: later ones would be computed again after a pause."));
        return false;
    }

    /// <summary>Keeps nothing more.</summary>
    internal void GiveUp(string reason)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            _options.Say?.Invoke(reason);
        }
    }

    /// <summary>The path of a new file of a pass.</summary>
    internal string NewFile(string pass)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Digest(pass)}.{_run}.{Interlocked.Increment(ref _logs)}"));
    }

    private static IEnumerable<DirectoryInfo> Folders(string root) => new DirectoryInfo(root) is { Exists: true } found ? found.EnumerateDirectories() : [];

    private static string Digest(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..32];
}
