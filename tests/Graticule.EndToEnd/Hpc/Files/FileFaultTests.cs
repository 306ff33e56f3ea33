using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Hpc.Files;

/// <summary>The server killed in the middle of an upload and of a download; clients that stand still.</summary>
public sealed class FileFaultTests
{
    private const int Size = 24 << 20;

    private static readonly byte[] Content = Noise();

    [Fact]
    public async Task An_upload_goes_on_after_the_server_was_killed_and_nothing_half_is_visible()
    {
        await using var server = new FileServer();
        await server.StartAsync();
        var id = Guid.NewGuid().ToString("N");

        // One client sends a form, one sends pieces; both have sent a part when the server dies.
        using var form = await SendSomeAsync(
            server, "POST /api/v2/files/contents/?name=form.bin", $"Content-Length: {Size}", Content.AsMemory(0, 10 << 20));
        using var piece = await SendSomeAsync(
            server, $"PUT /api/v2/files/contents/{id}/?name=pieces.bin", $"Content-Length: {Size}\r\nContent-Range: bytes 0-{Size - 1}/{Size}", Content.AsMemory(0, 10 << 20));
        await UntilAsync(async () => Offset(await server.GetJsonAsync($"{server.Files}contents/{id}/")) >= 5 << 20);
        Assert.Equal(0, (int)(await server.GetJsonAsync(server.Files))["count"]!);
        await server.KillAsync();

        await server.StartAsync();
        Assert.Equal(0, (int)(await server.GetJsonAsync(server.Files))["count"]!);
        var offset = Offset(await server.GetJsonAsync($"{server.Files}contents/{id}/"));
        Assert.InRange(offset, 5 << 20, 10 << 20);
        using var http = server.Client();
        using var rest = new ByteArrayContent(Content, offset, Size - offset);
        rest.Headers.ContentRange = new ContentRangeHeaderValue(offset, Size - 1, Size);
        using var answer = await http.PutAsync(new Uri($"{server.Files}contents/{id}/"), rest);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData(Content)), (string?)file["fileChecksums"]![0]!["fileHash"]);
        Assert.Equal("pieces.bin", (string?)file["name"]);
        Assert.Equal(Content, await http.GetByteArrayAsync(new Uri((string)file["downloadUrl"]!)));
    }

    [Fact]
    public async Task A_download_goes_on_after_the_server_was_killed()
    {
        await using var server = new FileServer();
        await server.StartAsync();
        var file = await server.UploadAsync(Content, "a.bin");
        var got = new MemoryStream();
        string tag;
        using (var http = server.Client())
        {
            using var answer = await http.GetAsync(new Uri((string)file["downloadUrl"]!), HttpCompletionOption.ResponseHeadersRead);
            tag = answer.Headers.ETag!.ToString();
            var body = await answer.Content.ReadAsStreamAsync();
            var block = new byte[1 << 20];
            for (var count = 0; count < 3; count++)
            {
                await body.ReadExactlyAsync(block);
                await got.WriteAsync(block);
            }

            await server.KillAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => body.CopyToAsync(got));
        }

        Assert.InRange(got.Length, 3 << 20, Size - 1);
        await server.StartAsync();
        using var again = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Files}{file["id"]}/contents/");
        request.Headers.Range = new(got.Length, null);
        request.Headers.TryAddWithoutValidation("If-Range", tag);
        using var rest = await again.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        await got.WriteAsync(await rest.Content.ReadAsByteArrayAsync());
        Assert.Equal(Content, got.ToArray());
    }

    [Fact]
    public async Task Clients_that_stand_still_do_not_hold_up_others()
    {
        await using var server = new FileServer();
        await server.StartAsync();
        var file = await server.UploadAsync(Content, "a.bin");
        var stuck = new List<TcpClient>();
        for (var count = 0; count < 20; count++)
        {
            stuck.Add(await SendSomeAsync(server, $"GET /api/v2/files/{file["id"]}/contents/", "X-Nothing: 1", default));
            stuck.Add(await SendSomeAsync(server, "POST /api/v2/files/contents/?name=stuck.bin", $"Content-Length: {Size}", new byte[100]));
        }

        using var http = server.Client();
        var ranges = Enumerable.Range(0, 10).Select(async part =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Files}{file["id"]}/contents/");
            request.Headers.Range = new(part * (Size / 10), part == 9 ? Size : ((part + 1) * (Size / 10)) - 1);
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            return await answer.Content.ReadAsByteArrayAsync();
        });
        var parts = await Task.WhenAll(ranges).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(Content, parts.SelectMany(part => part));
        stuck.ForEach(client => client.Dispose());
    }

    private static byte[] Noise()
    {
        var bytes = new byte[Size];
        new Random(5).NextBytes(bytes);
        return bytes;
    }

    private static int Offset(JsonNode state) => (int)state["offset"]!;

    /// <summary>A request whose end does not come.</summary>
    private static async Task<TcpClient> SendSomeAsync(FileServer server, string request, string headers, ReadOnlyMemory<byte> body)
    {
        var address = new Uri(server.Address);
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var head = $"{request} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Token {server.Key}\r\n{headers}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await client.GetStream().WriteAsync(body);
        return client;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                if (await holds())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
