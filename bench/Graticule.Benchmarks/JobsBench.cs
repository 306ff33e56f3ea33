using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Graticule.Benchmarks;

/// <summary>
/// Asynchronous echo: 500 jobs submitted over 16 connections, then 4 pollers ask for each in turn until all have ended; every job is
/// recorded. Jobs per second count from the first submission to the last end seen. Peer: PyWPS in the same run.
/// </summary>
internal static class JobsBench
{
    private const int Count = 500;
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"inputs":{"a":"hello bench"}}""");

    public static async Task RunAsync(Report report)
    {
        await using var server = await ServerProcess.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 16 });
        await OnceAsync(http, server.Address);
        List<double> rates = [];
        for (var k = 0; k < 5; k++)
        {
            rates.Add(Count / await OnceAsync(http, server.Address));
        }

        var rate = Report.Median(rates);
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{rate:0} jobs/s (median of {rates.Count}, {rates.Min():0} to {rates.Max():0})"));
        report.Require(rate >= 600, "at least 600 asynchronous jobs a second, submitted and finished");
        var script = Path.Combine(Peers.Tools, "jobs_client.py");
        if (File.Exists(script))
        {
            await WithTheirClientAsync(script, server.Address, report);
        }

        foreach (var line in await Peers.PyWpsAsync("ogc-async", report))
        {
            report.Ratio("PyWPS / ours, jobs per second", line.GetProperty("jobs_per_s").GetDouble() / rate, atMost: 1.0 / 10);
        }
    }

    /// <summary>The client that the peers were measured with; it is an interpreter's and costs more than our server does.</summary>
    private static async Task WithTheirClientAsync(string script, string address, Report report)
    {
        var body = Path.GetTempFileName();
        await File.WriteAllBytesAsync(body, Body);
        string[] arguments = [script, "--kind", "ogc", "--url", $"{address}/ogc-api/processes/echo/execution", "--body", body, "--n", "500", "--expect", "hello bench"];
        List<double> rates = [];
        for (var k = 0; k < 3; k++)
        {
            var run = await Command.MeasureAsync("/usr/bin/python3", arguments);
            var line = run.Output.Split('\n').Last(line => line.StartsWith("BENCH ", StringComparison.Ordinal))["BENCH ".Length..];
            using var figures = JsonDocument.Parse(line);
            rates.Add(figures.RootElement.GetProperty("jobs_per_s").GetDouble());
            report.Require(figures.RootElement.GetProperty("verify").GetProperty("successful").GetInt32() == Count, "every job of the peers' client succeeds");
        }

        var rate = Report.Median(rates);
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{rate:0} jobs/s by the client that the peers were measured with"));
        report.Require(rate >= 600, "at least 600 jobs a second by that client");
    }

    /// <summary>Seconds from the first submission to the last end seen.</summary>
    private static async Task<double> OnceAsync(HttpClient http, string address)
    {
        var started = Stopwatch.GetTimestamp();
        var waiting = new ConcurrentQueue<Uri>();
        var left = Count;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                waiting.Enqueue(await SubmitAsync(http, address));
            }
        }));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (waiting.TryDequeue(out var job))
            {
                await EndAsync(http, job);
            }
        }));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<Uri> SubmitAsync(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/ogc-api/processes/echo/execution");
        request.Content = new ByteArrayContent(Body) { Headers = { ContentType = new("application/json") } };
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.Created
            ? new Uri(new Uri(address), answer.Headers.Location!)
            : throw new InvalidOperationException($"Not accepted: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task EndAsync(HttpClient http, Uri job)
    {
        while (true)
        {
            using var status = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(job + "?f=json")));
            switch (status.RootElement.GetProperty("status").GetString())
            {
                case "successful":
                    return;
                case "failed":
                    throw new InvalidOperationException($"Failed: {status.RootElement}");
                default:
                    await Task.Delay(50);
                    break;
            }
        }
    }
}
