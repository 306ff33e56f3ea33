namespace Graticule.Analysis.Graphs.Udf;

/// <summary>
/// The walls around a user's code, made by bubblewrap: it sees the system's programs and its own folder, both read-only, the socket, and an
/// empty folder for passing files. No network, no other process, no variables of this one.
/// </summary>
internal static class UdfSandbox
{
    internal const string Program = "/usr/bin/bwrap";

    private const string Inside = "/udf";
    private const string User = "1000";

    private static readonly string[] Links = ["/bin", "/lib", "/lib64", "/sbin"];

    /// <summary>The command line that runs the code in a folder which holds <c>lib</c>, <c>code.py</c> and <c>socket</c>.</summary>
    internal static IReadOnlyList<string> Command(string folder)
    {
        List<string> words =
        [
            Program, "--unshare-all", "--uid", User, "--gid", User, "--hostname", "udf", "--clearenv", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
            "--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--ro-bind", folder, Inside,
        ];
        foreach (var link in Links.Where(Path.Exists))
        {
            words.AddRange(new FileInfo(link).LinkTarget is { } target ? ["--symlink", target, link] : ["--ro-bind", link, link]);
        }

        // The linear algebra that numpy loads is found through these two.
        words.AddRange(["--ro-bind-try", "/etc/alternatives", "/etc/alternatives", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]);
        foreach (var (name, value) in new[] { ("PATH", "/usr/bin:/bin"), ("HOME", "/tmp"), ("LANG", "C.UTF-8"), ("OMP_NUM_THREADS", "1"), ("OPENBLAS_NUM_THREADS", "1") })
        {
            words.AddRange(["--setenv", name, value]);
        }

        return [.. words, "--chdir", "/tmp", "--", UdfRuntimes.Interpreter, "-I", "-B", $"{Inside}/lib/child.py", $"{Inside}/socket", $"{Inside}/code.py"];
    }
}
