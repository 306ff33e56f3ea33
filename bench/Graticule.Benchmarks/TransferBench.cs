using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Graticule.Benchmarks;

/// <summary>
/// A file of random bytes up and down over loopback by curl. Down: one connection and ten ranges at once, from this server, from it behind
/// nginx (<c>X-Accel-Redirect</c>), and from nginx alone, in turn. Up: a form with one file, against <c>sha512sum</c> and <c>cp</c> one after
/// the other. And what the server needs of memory for it.
/// </summary>
internal static class TransferBench
{
    private const int Repeats = 5;
    private const double MostMemoryMiB = 200;

    /// <summary>In MiB; <c>BENCH_MIB</c> makes it smaller.</summary>
    private static readonly int Size = int.Parse(Environment.GetEnvironmentVariable("BENCH_MIB") ?? "1024", CultureInfo.InvariantCulture);

    public static async Task RunAsync(Report report)
    {
        if (!Command.Exists("nginx") || !Command.Exists("curl"))
        {
            report.Say("left out: it takes nginx and curl");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("graticule-transfer-").FullName;
        try
        {
            var file = Path.Combine(folder, "blob.bin");
            await Command.MeasureAsync("bash", ["-c", $"head -c {Size}M /dev/urandom > {file}"]);
            await using var server = await ServerProcess.StartAsync(Path.Combine(folder, "data"), "--accel-redirect", "/_files/");
            using var nginx = await StartNginxAsync(folder, server.Address);
            try
            {
                var key = (await File.ReadAllTextAsync(Path.Combine(server.Data, "admin.key"))).Trim();
                var id = await MeasureUploadsAsync(report, server, file, key);
                await MeasureDownloadsAsync(report, server, nginx.Port, id, key);
                report.Require(server.PeakMiB < MostMemoryMiB, string.Create(CultureInfo.InvariantCulture, $"the server needs less than {MostMemoryMiB} MiB: {server.PeakMiB:0} MiB"));
            }
            finally
            {
                nginx.Process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Uploads and the peer in turn; the id of the last file. Each upload is of other bytes, as each copy is a new file.</summary>
    private static async Task<string> MeasureUploadsAsync(Report report, ServerProcess server, string file, string key)
    {
        List<double> ours = [], peer = [];
        var id = "";
        for (var run = 0; run < Repeats; run++)
        {
            await using (var changed = File.OpenWrite(file))
            {
                changed.WriteByte((byte)run);
            }

            await Command.MeasureAsync("sync", []);
            peer.Add((await Command.MeasureAsync("bash", ["-c", $"sha512sum {file} >/dev/null && cp {file} {file}.copy"])).Wall);
            File.Delete(file + ".copy");
            await Command.MeasureAsync("sync", []);
            var upload = await Command.MeasureAsync("curl", ["-fsS", "-H", $"Authorization: Token {key}", "-F", $"file=@{file}", $"{server.Address}/api/v2/files/contents/"]);
            ours.Add(upload.Wall);
            using var answer = JsonDocument.Parse(upload.Output);
            var last = answer.RootElement.GetProperty("id").GetString()!;
            if (id.Length > 0)
            {
                await Command.MeasureAsync("curl", ["-fsS", "-X", "DELETE", "-H", $"Authorization: Token {key}", $"{server.Address}/api/v2/files/{id}/"]);
            }

            id = last;
        }

        report.Say(string.Create(CultureInfo.InvariantCulture, $"upload of {Size} MiB: {Report.Median(ours):0.00} s; sha512sum and cp: {Report.Median(peer):0.00} s"));
        report.Ratio("upload / sha512sum + cp", Report.Median(ours) / Report.Median(peer), atMost: 1.2);
        return id;
    }

    private static async Task MeasureDownloadsAsync(Report report, ServerProcess server, int port, string id, string key)
    {
        var path = $"api/v2/files/{id}/contents/";
        foreach (var streams in (int[])[1, 10])
        {
            List<double> alone = [], front = [], nginx = [];
            for (var run = 0; run <= Repeats; run++)
            {
                nginx.Add(await DownloadAsync($"http://127.0.0.1:{port}/plain/blob.bin", key, streams));
                alone.Add(await DownloadAsync($"{server.Address}/{path}", key, streams));
                front.Add(await DownloadAsync($"http://127.0.0.1:{port}/{path}", key, streams));
            }

            var what = streams == 1 ? "one connection" : $"{streams} ranges";
            var (own, fronted, bare) = (Report.Median(alone[1..]), Report.Median(front[1..]), Report.Median(nginx[1..]));
            report.Say(string.Create(CultureInfo.InvariantCulture, $"download, {what}: {Size / own:0} MiB/s; behind nginx {Size / fronted:0}; nginx alone {Size / bare:0}"));
            report.Ratio($"time / nginx, {what}", own / bare, atMost: 1 / 0.6);
            report.Ratio($"time behind nginx / nginx, {what}", fronted / bare, atMost: 1 / 0.95);
        }
    }

    /// <summary>Seconds; as the peer's script does it, with as many curls as there are ranges.</summary>
    private static async Task<double> DownloadAsync(string address, string key, int streams)
    {
        var bytes = (long)Size << 20;
        var step = (bytes + streams - 1) / streams;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, streams).Select(async part =>
        {
            string[] range = streams == 1 ? [] : ["-r", $"{part * step}-{Math.Min(bytes, (part + 1) * step) - 1}"];
            using var curl = Process.Start("/usr/bin/curl", ["-fsS", "-o", "/dev/null", "-H", $"Authorization: Token {key}", .. range, address]);
            await curl.WaitForExitAsync();
            if (curl.ExitCode != 0)
            {
                throw new InvalidOperationException($"curl {address} ended with {curl.ExitCode}.");
            }
        }));
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<Nginx> StartNginxAsync(string folder, string server)
    {
        var port = ServerProcess.FreePort();
        var settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(
            settings,
            $$"""
              daemon off; user root; worker_processes {{Environment.ProcessorCount}}; pid {{folder}}/pid; error_log {{folder}}/error.log warn;
              events { worker_connections 256; }
              http {
                access_log off; sendfile on; tcp_nopush on; sendfile_max_chunk 2m; output_buffers 2 512k;
                client_body_temp_path {{folder}}/b; proxy_temp_path {{folder}}/p; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
                server {
                  listen 127.0.0.1:{{port}} reuseport;
                  location /plain/ { alias {{folder}}/; }
                  location /_files/ { internal; alias {{folder}}/data/files/; }
                  location / { proxy_pass {{server}}; proxy_set_header Host $http_host; proxy_set_header X-Sendfile-Type X-Accel-Redirect; }
                }
              }
              """);
        var process = ServerProcess.Spawn("nginx", "-p", folder, "-c", settings);
        await ServerProcess.WaitAsync($"http://127.0.0.1:{port}/health/ready", process);
        return new(process, port);
    }

    private sealed record Nginx(Process Process, int Port) : IDisposable
    {
        public void Dispose() => Process.Dispose();
    }
}
