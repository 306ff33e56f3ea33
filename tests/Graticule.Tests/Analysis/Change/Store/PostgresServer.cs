using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Graticule.Tests.Analysis.Change.Store;

/// <summary>A PostgreSQL server of Debian's, in a folder of its own; it does not run as root, so that it is started as another user where tests do.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string Absent = "PostgreSQL 15 is not installed.";

    private const string Programs = "/usr/lib/postgresql/15/bin";
    private const string User = "postgres";

    private readonly string _folder = Path.Combine("/tmp", "graticule-pg-" + Guid.NewGuid().ToString("N")[..8]);
    private Process? _server;
    private int _databases;

    public bool IsThere { get; private set; }

    private int Port { get; } = FreePort();

    /// <summary>Connection string of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"change{Interlocked.Increment(ref _databases)}";
        await RunAsync($"{Programs}/createdb", "-h", "127.0.0.1", "-p", $"{Port}", "-U", User, name);
        return $"Host=127.0.0.1;Port={Port};Username={User};Database={name};Timeout=30;Maximum Pool Size=10";
    }

    public async Task InitializeAsync()
    {
        if (!File.Exists($"{Programs}/postgres") || !OperatingSystem.IsLinux())
        {
            return;
        }

        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", User, _folder);
        }

        await RunAsync([.. AsUser, $"{Programs}/initdb", "-D", $"{_folder}/data", "-U", User, "--auth=trust", "--no-sync"]);
        string[] command =
        [
            .. AsUser, $"{Programs}/postgres", "-D", $"{_folder}/data", "-p", $"{Port}", "-h", "127.0.0.1", "-k", _folder, "-c", "fsync=off", "-c", "max_connections=40",
        ];
        _server = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _server.BeginErrorReadLine();
        _server.BeginOutputReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await TryRunAsync($"{Programs}/pg_isready", "-h", "127.0.0.1", "-p", $"{Port}") != 0)
        {
            await Task.Delay(50, limit.Token);
        }

        IsThere = true;
    }

    public async Task DisposeAsync()
    {
        if (_server is null)
        {
            return;
        }

        await TryRunAsync([.. AsUser, $"{Programs}/pg_ctl", "stop", "-D", $"{_folder}/data", "-m", "immediate"]);
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string[] AsUser => Environment.IsPrivilegedProcess ? ["runuser", "-u", User, "--"] : ["env"];

    private static async Task RunAsync(params string[] command) => Assert.Equal(0, await TryRunAsync(command));

    private static async Task<int> TryRunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
