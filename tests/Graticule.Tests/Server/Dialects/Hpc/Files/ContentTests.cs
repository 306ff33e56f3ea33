using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Tests.Jobs.Files.Library;
using Microsoft.AspNetCore.WebUtilities;

namespace Graticule.Tests.Server.Dialects.Hpc.Files;

[Collection(HpcServerCollection.Name)]
public sealed class ContentTests(HpcServer server)
{
    private static readonly byte[] Content = LibraryFolder.Noise(3_000_000, seed: 12);

    /// <summary>By the kernel (HTTP/1.1) and in blocks (HTTP/1.0).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Contents_come_whole_and_in_parts(int minor)
    {
        var file = await server.UploadAsync(Content, "a.tif");
        var version = new Version(1, minor);
        var (whole, body) = await server.GetAsync(file, version: version);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(Content, body);
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
        Assert.Equal(("image/tiff", Content.Length), (whole.Content.Headers.ContentType!.MediaType, whole.Content.Headers.ContentLength));
        Assert.Equal($"sha-512=:{Convert.ToBase64String(SHA512.HashData(Content))}:", whole.Headers.GetValues("Repr-Digest").Single());
        Assert.Empty(whole.Content.Headers.ContentEncoding);
        Assert.Equal("*", whole.Headers.GetValues("Access-Control-Allow-Origin").Single());

        foreach (var (range, first, last) in new[] { ("0-0", 0, 0), ("1000-2999999", 1000, 2_999_999), ("5-3000001", 5, 2_999_999), ("-7", 2_999_993, 2_999_999), ("2000000-", 2_000_000, 2_999_999) })
        {
            var (part, bytes) = await server.GetAsync(file, range, version, "Want-Content-Digest: sha-512=1");
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal($"bytes {first}-{last}/3000000", part.Content.Headers.ContentRange!.ToString());
            Assert.Equal(Content[first..(last + 1)], bytes);
            Assert.Equal($"sha-512=:{Convert.ToBase64String(SHA512.HashData(bytes))}:", part.Headers.GetValues("Content-Digest").Single());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Several_ranges_come_as_parts_of_one_body(int minor)
    {
        var file = await server.UploadAsync(Content, "several.bin");
        (int First, int Last)[] ranges = [(0, 9), (1_500_000, 2_600_000), (2_999_990, 2_999_999)];
        var (response, body) = await server.GetAsync(file, "0-9, 1500000-2600000,-10", new(1, minor));
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        var reader = new MultipartReader(response.Content.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value!, new MemoryStream(body));
        foreach (var (first, last) in ranges)
        {
            var section = (await reader.ReadNextSectionAsync())!;
            Assert.Equal($"bytes {first}-{last}/3000000", section.Headers!["Content-Range"]);
            using var part = new MemoryStream();
            await section.Body.CopyToAsync(part);
            Assert.Equal(Content[first..(last + 1)], part.ToArray());
        }

        Assert.Null(await reader.ReadNextSectionAsync());
    }

    [Fact]
    public async Task A_range_behind_the_end_is_told_so_and_an_empty_file_is_empty()
    {
        var file = await server.UploadAsync(Content);
        var (behind, _) = await server.GetAsync(file, "3000000-");
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, "bytes */3000000"), (behind.StatusCode, behind.Content.Headers.ContentRange!.ToString()));

        var empty = await server.UploadAsync([], "empty.dat");
        var (nothing, body) = await server.GetAsync(empty, "0-1");
        Assert.Equal((HttpStatusCode.OK, 0, 0), (nothing.StatusCode, body.Length, nothing.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task Conditions_decide_what_is_sent()
    {
        var file = await server.UploadAsync(Content);
        var (whole, _) = await server.GetAsync(file);
        var tag = whole.Headers.ETag!.ToString();
        var date = whole.Content.Headers.LastModified!.Value.ToString("R");
        Assert.False(whole.Headers.ETag.IsWeak);
        Assert.Equal(tag, (await server.GetAsync(await server.UploadAsync(Content, "b"))).Response.Headers.ETag!.ToString());
        foreach (var (header, range, status) in new (string, string?, HttpStatusCode)[]
        {
            ($"If-Range: {tag}", "0-9", HttpStatusCode.PartialContent),
            ($"If-Range: {date}", "0-9", HttpStatusCode.PartialContent),
            ("If-Range: \"other\"", "0-9", HttpStatusCode.OK),
            ($"If-Range: W/{tag}", "0-9", HttpStatusCode.OK),
            ("If-Range: Mon, 01 Jan 2001 00:00:00 GMT", "0-9", HttpStatusCode.OK),
            ($"If-None-Match: {tag}", null, HttpStatusCode.NotModified),
            ($"If-None-Match: W/{tag}, \"x\"", "0-9", HttpStatusCode.NotModified),
            ("If-None-Match: \"other\"", null, HttpStatusCode.OK),
            ($"If-Match: {tag}", null, HttpStatusCode.OK),
            ("If-Match: \"other\"", "0-9", HttpStatusCode.PreconditionFailed),
            ($"If-Modified-Since: {date}", null, HttpStatusCode.NotModified),
            ("If-Unmodified-Since: Mon, 01 Jan 2001 00:00:00 GMT", null, HttpStatusCode.PreconditionFailed),
        })
        {
            var (response, body) = await server.GetAsync(file, range, null, header);
            Assert.True(response.StatusCode == status, $"{header}: {response.StatusCode}");
            Assert.Equal(status switch { HttpStatusCode.OK => Content.Length, HttpStatusCode.PartialContent => 10, _ => 0 }, body.Length);
        }
    }

    [Fact]
    public async Task Head_says_what_get_would_send()
    {
        var file = await server.UploadAsync(Content);
        var (response, text) = await server.SendAsync($"/api/v2/files/{file["id"]}/contents/", method: "HEAD", headers: "Range: bytes=0-9");
        Assert.Equal((HttpStatusCode.OK, "", Content.Length), (response.StatusCode, text, response.Content.Headers.ContentLength));
        Assert.NotNull(response.Headers.ETag);
    }

    [Fact]
    public async Task Requests_that_do_not_wait_for_answers_get_them_in_order()
    {
        var file = await server.UploadAsync(Content);
        using var request = new HttpRequestMessage();
        server.Authorize(request);
        var address = new Uri(server.Address);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var text = new StringBuilder();
        (int First, int Last)[] ranges = [(0, 99), (100, 2_000_000), (5, 5), (1_000_000, 2_999_999), (7, 1_000_007)];
        foreach (var (first, last) in ranges)
        {
            text.Append(CultureInfo.InvariantCulture, $"GET /api/v2/files/{file["id"]}/contents HTTP/1.1\r\nHost: {address.Authority}\r\n{request.Headers}Range: bytes={first}-{last}\r\n\r\n");
        }

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text.ToString()));
        var stream = new BufferedStream(client.GetStream(), 1 << 16);
        foreach (var (first, last) in ranges)
        {
            while (ReadLine(stream).Length > 0)
            {
                // The head of the answer.
            }

            var body = new byte[last - first + 1];
            await stream.ReadExactlyAsync(body);
            Assert.Equal(Content[first..(last + 1)], body);
        }
    }

    [Fact]
    public async Task Lines_have_their_ends_and_json_does_not_care_for_ranges()
    {
        var file = await server.UploadAsync(Encoding.UTF8.GetBytes("one\n\"zwei\" ä\r\n\nend"), "process_output.log");
        var (response, text) = await server.SendAsync($"/api/v2/files/{file["id"]}/lines", headers: "Range: bytes=56623104-62914561");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["one\n", "\"zwei\" ä\r\n", "\n", "end"], JsonNode.Parse(text)!["lines"]!.AsArray().Select(line => (string?)line));

        var longText = string.Concat(Enumerable.Range(0, 40_000).Select(number => number % 1000 == 0 ? "äöü\n" : "0123€😀")) + "\n";
        var large = await server.UploadAsync(Encoding.UTF8.GetBytes(longText));
        var lines = (await server.GetJsonAsync($"/api/v2/files/{large["id"]}/lines/"))["lines"]!.AsArray();
        Assert.Equal(longText, string.Concat(lines.Select(line => (string?)line)));
        Assert.All(lines, line => Assert.EndsWith("\n", (string?)line, StringComparison.Ordinal));
        Assert.Empty((await server.GetJsonAsync($"/api/v2/files/{(await server.UploadAsync([]))["id"]}/lines/"))["lines"]!.AsArray());
    }

    [Fact]
    public async Task A_hostile_name_stays_a_name_in_the_answer()
    {
        var (_, text) = await server.SendBodyAsync(HttpMethod.Post, $"{FileClient.Contents}?name={Uri.EscapeDataString("evil;\" ä\r\nX-Evil: 1.html")}", new ByteArrayContent([1]));
        var file = JsonNode.Parse(text)!;
        Assert.Equal("evil;\" äX-Evil: 1.html", (string?)file["name"]);
        var (response, _) = await server.GetAsync(file);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.False(response.Headers.Contains("X-Evil"));
        Assert.Equal("evil;\" äX-Evil: 1.html", response.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition.DispositionType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        for (int letter; (letter = stream.ReadByte()) is not ('\n' or -1);)
        {
            line.Append((char)letter);
        }

        return line.ToString().TrimEnd('\r');
    }
}
