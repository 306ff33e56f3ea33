using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Graticule.Benchmarks;

/// <summary>
/// Small shell jobs by the HPC API: 1,000 saved and submitted over 8 connections, each in a sandbox of its own, until all show as completed, which
/// is after their output files are hashed and listed. Jobs per second count from the first request to that moment, after 2,000 jobs before; no
/// limits on requests.
/// </summary>
internal static class BatchBench
{
    private const int Count = 1000;

    /// <summary>A file system without a disk, which shows what the disk costs.</summary>
    private const string Memory = "/dev/shm";

    private static readonly byte[] Job = Encoding.UTF8.GetBytes(
        """{"name":"bench","jobanalyses":[{"analysis":{"code":"user_included","version":"0"},"command":"echo hello","hardware":{"coreType":"basalt","coresPerSlot":1}}]}""");

    /// <summary>As many as there are connections: a small job waits for the kernel and the disk most of its time.</summary>
    private const string Workers = "8";

    public static async Task RunAsync(Report report)
    {
        var (rate, text) = await MeasureAsync(Path.GetTempPath());
        report.Say(text);
        if (Directory.Exists(Memory))
        {
            report.Say($"without a disk, in {Memory}: {(await MeasureAsync(Memory)).Text}");
        }

        report.Require(rate >= 100, "at least 100 shell jobs a second, submitted and completed with their files");
    }

    /// <summary>Jobs per second of a server with its data below a folder.</summary>
    private static async Task<(double Rate, string Text)> MeasureAsync(string place)
    {
        var data = Directory.CreateDirectory(Path.Combine(place, Path.GetRandomFileName())).FullName;
        var configuration = Path.Combine(data, "hpc.yaml");
        await File.WriteAllTextAsync(configuration, "throttling: {user: 0, jobSubmission: 0, jobsUsage: 0, fileAccess: 0}\n");
        try
        {
            await using var server = await ServerProcess.StartAsync(Path.Combine(data, "data"), "--hpc", configuration, "--workers", Workers);
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 16 }) { BaseAddress = new(server.Address + "/api/v2/") };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", (await File.ReadAllTextAsync(Path.Combine(server.Data, "admin.key"))).Trim());

            // Server and eight workers compile what they do often while they do it: of the first thousand jobs a third of the time goes there.
            var first = Count / await OnceAsync(http, Count);
            await OnceAsync(http, Count);
            List<double> rates = [];
            var before = server.Cpu;
            for (var k = 0; k < 3; k++)
            {
                rates.Add(Count / await OnceAsync(http, Count));
            }

            var rate = Report.Median(rates);
            return (rate, string.Create(
                CultureInfo.InvariantCulture,
                $"{rate:0} jobs/s (median of {rates.Count}, {rates.Min():0} to {rates.Max():0}), {(server.Cpu - before) * 1000 / (3 * Count):0.0} ms of the server's processor time each; the first {Count} after a start: {first:0} jobs/s"));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Seconds from the first request to the last completion.</summary>
    private static async Task<double> OnceAsync(HttpClient http, int count)
    {
        var done = await CompletedAsync(http);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await SubmitAsync(http);
            }
        }));

        // To be asked costs the server time as well: the less is left, the more often.
        while (done + count - await CompletedAsync(http) is > 0 and var rest)
        {
            await Task.Delay(Math.Max(50, rest));
        }

        return System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task SubmitAsync(HttpClient http)
    {
        using var body = new ByteArrayContent(Job) { Headers = { ContentType = new("application/json") } };
        using var saved = await http.PostAsync(new Uri("jobs/", UriKind.Relative), body);
        using var job = JsonDocument.Parse(await saved.Content.ReadAsByteArrayAsync());
        using var submitted = await http.PostAsync(new Uri($"jobs/{job.RootElement.GetProperty("id").GetString()}/submit/", UriKind.Relative), content: null);
        if (saved.StatusCode != HttpStatusCode.Created || submitted.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"Not accepted: {saved.StatusCode}, {submitted.StatusCode}");
        }
    }

    private static async Task<int> CompletedAsync(HttpClient http)
    {
        using var page = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri("jobs/?state=completed&page_size=1", UriKind.Relative)));
        return page.RootElement.GetProperty("count").GetInt32();
    }
}
