using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Graticule.Benchmarks;

/// <summary>A server of ours, started as users start it, with a data folder of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly bool _ownsData;

    private ServerProcess(Process process, string address, string data, bool ownsData) =>
        (_process, Address, Data, _ownsData) = (process, address, data, ownsData);

    public string Address { get; }

    public string Data { get; }

    /// <summary>Seconds of processor time so far.</summary>
    public double Cpu => _process.TotalProcessorTime.TotalSeconds;

    /// <summary>Largest resident size so far.</summary>
    public double PeakMiB
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1048576.0;
        }
    }

    public static string Program => Path.GetFullPath("artifacts/bin/Graticule.Cli/release/graticule");

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static async Task<ServerProcess> StartAsync(string? data = null, params string[] options)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("graticule-bench").FullName;
        var address = $"http://127.0.0.1:{FreePort()}";
        var process = Spawn(Program, ["serve", "--urls", address, "--data", folder, .. options]);
        await WaitAsync($"{address}/health/ready", process);
        return new(process, address, folder, data is null);
    }

    public static Process Spawn(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(arguments, info.ArgumentList.Add);
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public static async Task WaitAsync(string url, Process process)
    {
        using var http = new HttpClient();
        for (var tries = 0; tries < 300 && !process.HasExited; tries++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"{url} does not answer.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }
}
