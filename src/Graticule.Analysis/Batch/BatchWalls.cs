using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Graticule.Analysis.Batch.Staging;

namespace Graticule.Analysis.Batch;

/// <summary>
/// What a command sees of this machine: its programs and the folders of its software, read-only; its home, its work folder and one for
/// temporary files, of its own. Made by bubblewrap (0.8 or later); where that does not work, the command sees what the worker sees.
/// </summary>
[SuppressMessage("Security", "S5443:Using publicly writable directories is security-sensitive", Justification = "It is a folder of the sandbox alone.")]
internal sealed class BatchWalls(bool areThere)
{
    public const string Home = "/home/job";

    private const string InnerWork = Home + "/work";
    private const string Program = "/usr/bin/bwrap";
    private const string User = "1000";

    /// <summary>Where <c>python</c> is found on machines that have but <c>python3</c>.</summary>
    private const string Substitutes = "/opt/substitutes";

    private static readonly string[] SystemLinks = ["/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin"];

    private static readonly string[] SystemFiles = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/localtime"];

    /// <summary>Without <c>/etc/ssl/private</c>: a worker run as root could read it.</summary>
    private static readonly string[] NetworkFiles = ["/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl/certs", "/etc/ssl/openssl.cnf"];

    /// <summary>Part of the arguments that is the same for every command of this machine.</summary>
    private static readonly string[] Common = MakeCommon();

    private static readonly Lock FoundLock = new();

    private static Task<BatchWalls>? _found;

    /// <summary>Whether there are walls.</summary>
    public bool AreThere => areThere;

    /// <summary>What this machine has; found out once.</summary>
    public static Task<BatchWalls> FindAsync(CancellationToken cancellationToken)
    {
        lock (FoundLock)
        {
            _found ??= ProbeAsync();
            return _found.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The work folder of a run, as its commands see it.</summary>
    public string WorkOf(BatchFolder folder, int run, BatchOrder order)
    {
        var isSweep = order.Cases is not null;
        return areThere ? Inside(run, isSweep) : folder.WorkOf(run, isSweep);
    }

    /// <summary>The work folder of a run inside of walls.</summary>
    public static string Inside(int run, bool isSweep) => isSweep ? $"{InnerWork}/{BatchFolder.NameOf(run, isSweep)}" : InnerWork;

    /// <summary>What the shell reads.</summary>
    public static string TextOf(BatchAnalysis analysis) => analysis.Setup is { Length: > 0 } setup ? $"{setup}\n{analysis.Command}" : analysis.Command;

    /// <summary>The command line that runs a command.</summary>
    /// <param name="folder">The attempt's folder.</param>
    /// <param name="run">Number of the run.</param>
    /// <param name="order">What it is part of.</param>
    /// <param name="analysis">What to run.</param>
    /// <param name="staged">What is in the work folder.</param>
    /// <param name="input">What the command line reads as file 9.</param>
    public IReadOnlyList<string> Command(BatchFolder folder, int run, BatchOrder order, BatchAnalysis analysis, StagedFiles staged, out byte[] input)
    {
        var text = TextOf(analysis);
        var work = WorkOf(folder, run, order);
        var words = areThere
            ? [.. Common, .. Around(folder, run, order, analysis, staged, work), "--chdir", work]
            : (List<string>)["-i", "-C", work, .. Variables(analysis, folder.Home, folder.TemporaryOf(run), Outside(folder)).Select(variable => $"{variable.Key}={variable.Value}")];
        if (areThere)
        {
            input = Encoding.UTF8.GetBytes(string.Join('\0', words) + '\0');
            return [Program, "--args", "9", "--", Shell, "-c", text];
        }

        input = [];
        return ["env", .. words, "setsid", "--wait", Shell, "-c", text];
    }

    private static string Shell => File.Exists("/bin/bash") ? "/bin/bash" : "/bin/sh";

    private static bool NeedsPython => File.Exists("/usr/bin/python3") && !File.Exists("/usr/bin/python") && !File.Exists("/usr/local/bin/python");

    private static List<string> Around(BatchFolder folder, int run, BatchOrder order, BatchAnalysis analysis, StagedFiles staged, string work)
    {
        List<string> words = [];
        if (!analysis.HasNetwork)
        {
            words.Add("--unshare-net");
        }

        foreach (var path in analysis.HasNetwork ? NetworkFiles : [])
        {
            words.AddRange(["--ro-bind-try", path, path]);
        }

        foreach (var path in analysis.Folders)
        {
            words.AddRange(["--ro-bind-try", path, path]);
        }

        words.AddRange(["--bind", folder.TemporaryOf(run), "/tmp", "--bind", folder.Home, Home, "--bind", folder.WorkOf(run, order.Cases is not null), work]);
        foreach (var (path, name) in staged.Mounts)
        {
            words.AddRange(["--ro-bind", path, $"{work}/{name}"]);
        }

        words.AddRange(["--ro-bind", folder.LogOf(run), $"{work}/{BatchNames.Log}", "--remount-ro", "/"]);
        foreach (var (name, value) in Variables(analysis, Home, "/tmp", Substitutes))
        {
            words.AddRange(["--setenv", name, value]);
        }

        return words;
    }

    /// <summary>The whole environment; of the worker's own nothing is passed on.</summary>
    private static Dictionary<string, string> Variables(BatchAnalysis analysis, string home, string temporary, string substitutes)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = string.Join(':', analysis.Paths.Concat(["/usr/local/bin", "/usr/bin", "/bin", substitutes])),
            ["HOME"] = home,
            ["TMPDIR"] = temporary,
            ["USER"] = "job",
            ["LANG"] = "C.UTF-8",
        };
        foreach (var (name, value) in analysis.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>The folder of substitutes where there are no walls to make one in.</summary>
    private static string Outside(BatchFolder folder)
    {
        var path = Path.Combine(folder.Path, "substitutes");
        if (NeedsPython && !Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            File.CreateSymbolicLink(Path.Combine(path, "python"), "/usr/bin/python3");
        }

        return path;
    }

    private static string[] MakeCommon()
    {
        List<string> words =
        [
            "--die-with-parent", "--new-session", "--unshare-user", "--disable-userns", "--uid", User, "--gid", User, "--unshare-pid", "--unshare-ipc", "--unshare-uts",
            "--unshare-cgroup-try", "--hostname", "job", "--cap-drop", "ALL", "--clearenv", "--ro-bind", "/usr", "/usr",
        ];
        foreach (var path in SystemLinks.Concat(SystemFiles).Where(Path.Exists))
        {
            words.AddRange(new FileInfo(path).LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path]);
        }

        // Nothing there is written to: a worker run as root is root outside, and could change the machine's settings (proc(5)).
        words.AddRange(["--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev"]);
        if (NeedsPython)
        {
            words.AddRange(["--symlink", "/usr/bin/python3", $"{Substitutes}/python"]);
        }

        return [.. words];
    }

    private static async Task<BatchWalls> ProbeAsync()
    {
        if (!File.Exists(Program))
        {
            return new(areThere: false);
        }

        using var probe = Process.Start(new ProcessStartInfo(Program, [.. Common, "--", "/bin/true"]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        await Task.WhenAll(probe.StandardError.ReadToEndAsync(), probe.StandardOutput.ReadToEndAsync());
        await probe.WaitForExitAsync();
        return new(areThere: probe.ExitCode == 0);
    }
}
