using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Graticule.EndToEnd.Hpc.Files;

/// <summary>nginx in front, as docs/files.md has it.</summary>
public sealed class FrontServerTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 3_000_000).Select(number => (byte)(number * 31 >> 3))];

    [SkippableFact]
    public async Task A_front_server_sends_the_bytes_and_nobody_gets_past_the_access_check()
    {
        Skip.IfNot(File.Exists("/usr/sbin/nginx"), "It takes nginx (nginx-light).");
        await using var server = new FileServer();
        await server.StartAsync("--accel-redirect", "/_files/");
        await using var front = await Front.StartAsync(server);
        var file = await server.UploadAsync(Content, "a.tif");
        using var http = server.Client();
        var address = new Uri($"{front.Address}/api/v2/files/{file["id"]}/contents/");

        using var whole = await http.GetAsync(address);
        Assert.Equal(Content, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/tiff", whole.Content.Headers.ContentType!.MediaType);
        Assert.True(whole.Headers.Contains("Repr-Digest") && whole.Headers.ETag is not null);

        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(1_000_000, 9_999_999) } };
        using var part = await http.SendAsync(request);
        Assert.Equal((HttpStatusCode.PartialContent, "bytes 1000000-2999999/3000000"), (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(Content[1_000_000..], await part.Content.ReadAsByteArrayAsync());

        using var resumed = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(2_999_999, null), IfRange = new(whole.Headers.ETag) } };
        using var last = await http.SendAsync(resumed);
        Assert.Equal([Content[^1]], await last.Content.ReadAsByteArrayAsync());

        using var nobody = new HttpClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(address)).StatusCode);
        var hash = (string)file["fileChecksums"]![0]!["fileHash"]!;
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync(new Uri($"{front.Address}/_files/blobs/{hash[..2]}/{hash}"))).StatusCode);

        // Without the front the server sends the bytes itself.
        Assert.Equal(Content, await http.GetByteArrayAsync(new Uri((string)file["downloadUrl"]!)));
    }

    /// <summary>nginx, with the settings of the documentation.</summary>
    private sealed class Front : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly string _folder;

        private Front(Process process, string folder, string address) => (_process, _folder, Address) = (process, folder, address);

        public string Address { get; }

        public static async Task<Front> StartAsync(FileServer server)
        {
            var folder = Directory.CreateTempSubdirectory("graticule-nginx-").FullName;
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var page = await File.ReadAllTextAsync(Path.Combine(BuiltProgram.Repository, "docs/files.md"));
            var begin = page.IndexOf("```nginx", StringComparison.Ordinal) + "```nginx".Length;
            var settings = page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)]
                .Replace("listen 80;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
                .Replace("http://127.0.0.1:8080", server.Address, StringComparison.Ordinal)
                .Replace("/srv/graticule/data", server.Data, StringComparison.Ordinal);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "nginx.conf"),
                $$"""
                  daemon off; {{(Environment.UserName == "root" ? "user root;" : "")}} worker_processes 1; pid {{folder}}/pid; error_log {{folder}}/error.log warn;
                  events { }
                  http {
                    access_log off; sendfile on;
                    client_body_temp_path {{folder}}/b; proxy_temp_path {{folder}}/p; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
                    {{settings}}
                  }
                  """);
            var process = Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-p", folder, "-c", Path.Combine(folder, "nginx.conf")]) { RedirectStandardError = true })!;
            var front = new Front(process, folder, $"http://127.0.0.1:{port}");
            await front.WaitAsync();
            return front;
        }

        public async ValueTask DisposeAsync()
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private async Task WaitAsync()
        {
            using var http = new HttpClient();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri($"{Address}/health/live"), patience.Token);
                    return;
                }
                catch (HttpRequestException)
                {
                    Assert.False(_process.HasExited, "nginx ended.");
                    await Task.Delay(50, patience.Token);
                }
            }
        }
    }
}
