using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Benchmarks;

/// <summary>
/// Synchronous echo, 16 connections, the load generator on the same cores. Peer: PyWPS's echo in the same run. Limit: the bare web
/// server answering a constant to the same request.
/// </summary>
internal static partial class EchoBench
{
    private const string Body = """{"inputs":{"a":"hello bench"}}""";
    private const int Seconds = 10;

    public static async Task RunAsync(Report report)
    {
        if (!Command.Exists("wrk"))
        {
            report.Say("left out: wrk is not installed");
            return;
        }

        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $"wrk.method='POST'\nwrk.body='{Body}'\nwrk.headers['Content-Type']='application/json'\n");
        await using var server = await ServerProcess.StartAsync();
        var url = $"{server.Address}/ogc-api/processes/echo/execution";
        await LoadAsync(script, url, 3);
        var before = server.Cpu;
        var ours = await LoadAsync(script, url, Seconds);
        var cpu = server.Cpu - before;
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{ours.PerSecond:0} requests/s, p99 {ours.P99:0.0} ms, {cpu / ours.Requests * 1e6:0} us of processor time a request"));
        report.Require(ours.Errors == 0, "no request fails");
        report.Require(ours.PerSecond >= 5000, "at least 5,000 synchronous echo requests a second");
        report.Require(ours.P99 < 20, "p99 under 20 ms");

        var address = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        var floor = ServerProcess.Spawn(Environment.ProcessPath!, System.Reflection.Assembly.GetExecutingAssembly().Location, "kestrel-floor", address);
        await ServerProcess.WaitAsync(address, floor);
        await LoadAsync(script, address, 3);
        var limit = await LoadAsync(script, address, Seconds);
        floor.Kill();
        report.Ratio("bare web server / echo, requests per second", limit.PerSecond / ours.PerSecond);

        foreach (var line in await Peers.PyWpsAsync("ogc-sync", report))
        {
            report.Ratio("PyWPS / echo, requests per second", line.GetProperty("rps").GetDouble() / ours.PerSecond, atMost: 1.0 / 10);
        }
    }

    private static async Task<Load> LoadAsync(string script, string url, int seconds)
    {
        var run = await Command.MeasureAsync("wrk", ["-t1", "-c16", $"-d{seconds}s", "--latency", "-s", script, url]);
        var errors = ErrorsLine().Match(run.Output);
        return new(
            Number(RequestsLine().Match(run.Output)), Number(PerSecondLine().Match(run.Output)), Milliseconds(P99Line().Match(run.Output)), errors.Success ? 1 : 0);
    }

    private static double Number(Match match) => double.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(Match match) => Number(match) * match.Groups["unit"].Value switch { "us" => 1e-3, "s" => 1e3, _ => 1 };

    [GeneratedRegex(@"(?<n>\d+) requests in", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RequestsLine();

    [GeneratedRegex(@"Requests/sec:\s+(?<n>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PerSecondLine();

    [GeneratedRegex(@"99%\s+(?<n>[\d.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex P99Line();

    [GeneratedRegex("Non-2xx|Socket errors", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorsLine();

    private sealed record Load(double Requests, double PerSecond, double P99, int Errors);
}
