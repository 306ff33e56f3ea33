using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Graticule.Tests.Jobs.Execution.Slurm;

/// <summary>A real Slurm cluster of two nodes on this machine, for as long as the tests run that share it.</summary>
public sealed class OwnCluster : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-slurm-").FullName;
    private string? _absence;

    public string Configuration => Path.Combine(_folder, "slurm.conf");

    /// <summary>Whether jobs are held to their memory here.</summary>
    public bool Confines => new FileInfo(Path.Combine(_folder, "cgroup.conf")) is { Exists: true, Length: > 0 };

    private static string Script => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../../../eng/slurm-single-node.sh"));

    public async Task InitializeAsync()
    {
        if (!File.Exists("/usr/sbin/slurmctld") || !File.Exists("/usr/sbin/slurmd") || !File.Exists("/usr/sbin/munged"))
        {
            _absence = "slurmctld, slurmd or munged is not installed (packages slurmctld, slurmd, munge)";
            return;
        }

        var (code, said) = await RunAsync(Script, "up", _folder, "2");
        _absence = code == 0 ? null : $"no Slurm cluster can be started here: {said}";
    }

    public async Task DisposeAsync()
    {
        await RunAsync(Script, "down", _folder);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    public void Need() => Skip.IfNot(_absence is null, _absence);

    /// <summary>Starts what of it does not run, and waits until all nodes take jobs.</summary>
    public async Task RepairAsync()
    {
        var (code, said) = await RunAsync(Script, "up", _folder, "2");
        Assert.True(code == 0, said);
    }

    public async Task<string> AskAsync(string command, params string[] arguments) => (await RunAsync(command, arguments)).Said;

    public void KillController() => Kill("slurmctld.pid");

    /// <summary>The node goes as a machine goes: its daemon, and all that runs for the job there.</summary>
    public void KillNode(string node, string job)
    {
        Kill($"slurmd.{node}.pid");
        foreach (var process in Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])))
        {
            var (command, environment) = (Read($"/proc/{process}/cmdline"), Read($"/proc/{process}/environ").Split('\0'));
            var isOfJob = environment.Contains($"SLURM_JOB_ID={job}", StringComparer.Ordinal) || command.StartsWith($"slurmstepd: [{job}.", StringComparison.Ordinal);
            if (isOfJob && environment.Contains($"SLURM_CONF={Configuration}", StringComparer.Ordinal))
            {
                KillProcess(int.Parse(process!, CultureInfo.InvariantCulture));
            }
        }
    }

    private void Kill(string pidFile) => KillProcess(int.Parse(File.ReadAllText(Path.Combine(_folder, pidFile)), CultureInfo.InvariantCulture));

    private static void KillProcess(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It ended by itself just now.
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["SLURM_CONF"] = Configuration;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, string.Concat(said).Trim());
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<OwnCluster>
{
    public const string Name = "Slurm cluster";
}
