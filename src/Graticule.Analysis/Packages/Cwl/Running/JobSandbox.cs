namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>
/// The walls around everything that a package makes run: the CWL runner, the JavaScript of its expressions, its steps. Made by bubblewrap
/// (0.8 or later) in a user namespace of its own: the host's programs and the images are read-only, of the job's files the inputs are too, nothing
/// else of the host is there, and no network unless it is given.
/// </summary>
internal static class JobSandbox
{
    public const string Program = "/usr/bin/bwrap";

    /// <summary>Inside; outside it is whoever the worker is, without any of its rights over others.</summary>
    private const string User = "1000";

    private static readonly string[] SystemLinks = ["/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin"];

    private static readonly string[] SystemFiles = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/ssl/certs", "/etc/mime.types"];

    /// <param name="folders">The run's folders.</param>
    /// <param name="images">Roots of images, as absolute paths.</param>
    /// <param name="hasNetwork">Whether the host's network is there.</param>
    /// <param name="command">What to run inside.</param>
    public static IReadOnlyList<string> Arguments(CwlFolders folders, IEnumerable<string> images, bool hasNetwork, IEnumerable<string> command)
    {
        List<string> words =
        [
            "--unshare-user", "--uid", User, "--gid", User, "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
            "--clearenv", "--hostname", "job", "--die-with-parent", "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr",
        ];
        if (!hasNetwork)
        {
            words.Add("--unshare-net");
        }

        foreach (var path in SystemLinks.Where(Path.Exists))
        {
            words.AddRange(new FileInfo(path).LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path]);
        }

        words.AddRange(["--dir", "/etc"]);
        foreach (var path in hasNetwork ? [.. SystemFiles, "/etc/resolv.conf", "/etc/hosts"] : SystemFiles)
        {
            words.AddRange(["--ro-bind-try", path, path]);
        }

        words.AddRange(["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp", "--dir", "/tmp/home"]);
        foreach (var image in images.Distinct(StringComparer.Ordinal))
        {
            words.AddRange(["--ro-bind", image, image]);
        }

        words.AddRange(["--bind", folders.Root, folders.Root, "--ro-bind", folders.Inputs, folders.Inputs]);
        foreach (var given in new[] { folders.Programs, folders.Images, folders.Document, folders.JobObject })
        {
            words.AddRange(["--ro-bind", given, given]);
        }

        foreach (var (name, value) in Variables(folders))
        {
            words.AddRange(["--setenv", name, value]);
        }

        return [.. words, "--chdir", folders.Empty, "--", .. command];
    }

    /// <summary>The whole environment; of the worker's own nothing is passed on.</summary>
    private static IEnumerable<(string Name, string Value)> Variables(CwlFolders folders) =>
    [
        ("PATH", $"{folders.Programs}:/usr/local/bin:/usr/bin:/bin"),
        ("HOME", "/tmp/home"),
        ("LANG", "C.UTF-8"),
        ("PYTHONDONTWRITEBYTECODE", "1"),
        ("CWL_SINGULARITY_CACHE", folders.Images),
        ("GRATICULE_STEPS", folders.Records),
    ];
}
