using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Graticule.Tests.Jobs.Files.Library;

namespace Graticule.Tests.Server.Dialects.Hpc.Files;

[Collection(HpcServerCollection.Name)]
public sealed class UploadTests(HpcServer server)
{
    private static readonly byte[] Content = LibraryFolder.Noise(700_000, seed: 11);

    [Fact]
    public async Task A_form_becomes_a_file_with_its_digest()
    {
        var file = await server.UploadAsync(Content, "in put.dat");
        Assert.Matches("^[A-Za-z]{6}$", (string?)file["id"]);
        Assert.Equal(("in put.dat", 1, 700_000L, true, false), ((string?)file["name"], (int)file["typeId"]!, (long)file["decryptedSize"]!, (bool)file["isUploaded"]!, (bool)file["isDeleted"]!));
        Assert.Equal(("sha512", LibraryFolder.Sha512(Content)), ((string?)file["fileChecksums"]![0]!["hashFunction"], (string?)file["fileChecksums"]![0]!["fileHash"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", (string?)file["dateUploaded"]);
        Assert.Equal($"{server.Address}/api/v2/files/{file["id"]}/contents/", (string?)file["downloadUrl"]);
        Assert.Equal(file.ToJsonString(), (await server.GetJsonAsync($"/api/v2/files/{file["id"]}/")).ToJsonString());
    }

    [Theory]
    [InlineData("PUT", "../../etc/passwd", "passwd")]
    [InlineData("POST", "C:\\\\work\\\\range.inp", "range.inp")]
    [InlineData("POST", "-base64", "-base64")]
    public async Task The_name_is_the_last_part_of_what_was_sent(string method, string wire, string name)
    {
        var (_, text) = await server.SendBodyAsync(new(method), FileClient.Contents, FileClient.Form([1], wire));
        Assert.Equal(name, (string?)JsonNode.Parse(text)!["name"]);
    }

    /// <summary>As Python's requests send them, with old and new versions of urllib3.</summary>
    [Theory]
    [InlineData("filename=\"ä€.dat\"")]
    [InlineData("filename*=utf-8''%C3%A4%E2%82%AC.dat")]
    public async Task Names_beyond_ascii_are_read(string parameter)
    {
        var form = new StringContent($"--b\r\nContent-Disposition: form-data; name=\"file\"; {parameter}\r\n\r\nabc\r\n--b--\r\n");
        form.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        Assert.Equal("ä€.dat", (string?)JsonNode.Parse((await server.TryUploadAsync(form)).Text)!["name"]);
    }

    [Theory]
    [InlineData("typeId")]
    [InlineData("type_id")]
    public async Task The_type_may_come_before_or_behind_the_file(string field)
    {
        var behind = FileClient.Form([1], "a");
        behind.Add(new StringContent("2"), field);
        var before = new MultipartFormDataContent { { new StringContent("3"), field }, { new ByteArrayContent([1]), "file", "b" } };
        Assert.Equal(2, (int)JsonNode.Parse((await server.TryUploadAsync(behind)).Text)!["typeId"]!);
        Assert.Equal(3, (int)JsonNode.Parse((await server.TryUploadAsync(before)).Text)!["typeId"]!);
    }

    [Fact]
    public async Task Bare_bytes_in_chunks_of_unknown_length_are_taken_with_a_name()
    {
        var (response, text) = await server.SendBodyAsync(
            HttpMethod.Post, FileClient.Contents + "?name=c.dat&typeId=4", new StreamContent(new SlowStream(Content, 10_000)), "ann", "Transfer-Encoding: chunked");
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        Assert.Equal(LibraryFolder.Sha512(Content), (string?)JsonNode.Parse(text)!["fileChecksums"]![0]!["fileHash"]);
        Assert.Equal(4, (int)JsonNode.Parse(text)!["typeId"]!);
    }

    [Fact]
    public async Task A_digest_is_compared_and_nothing_is_kept_that_has_another()
    {
        var wrong = Convert.ToBase64String(new byte[64]);
        var right = Convert.ToBase64String(SHA512.HashData(Content));
        var rightShort = Convert.ToBase64String(SHA256.HashData(Content));
        var count = await CountAsync();
        var (refused, text) = await server.TryUploadAsync(FileClient.Form(Content, "digest.dat"), "ann", $"Content-Digest: sha-512=:{wrong}:");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("sha-512", text, StringComparison.Ordinal);
        foreach (var header in new[] { "Content-Digest: sha-512=abc", "Repr-Digest: sha-256=:AAAA:" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await server.TryUploadAsync(FileClient.Form(Content, "digest.dat"), "ann", header)).Response.StatusCode);
        }

        Assert.Equal(count, await CountAsync());
        Assert.Equal(HttpStatusCode.Created, (await server.TryUploadAsync(FileClient.Form(Content, "digest.dat"), "ann", $"Content-Digest: md5=:AAAA:, sha-512=:{right}:, sha-256=:{rightShort}:")).Response.StatusCode);
        Assert.Equal(count + 1, await CountAsync());

        async Task<int> CountAsync() => (int)(await server.GetJsonAsync("/api/v2/files/?search=digest.dat"))["count"]!;
    }

    [Fact]
    public async Task What_is_no_upload_is_refused_and_says_why()
    {
        var noFile = new MultipartFormDataContent { { new StringContent("1"), "typeId" } };
        var notFile = new MultipartFormDataContent { { new StringContent("1"), "file" } };
        var twice = FileClient.Form([1], "a");
        twice.Add(new ByteArrayContent([2]), "file", "b");
        var dots = FileClient.Form([1], "..");
        var type = FileClient.Form([1], "a");
        type.Add(new StringContent("six"), "typeId");
        foreach (var form in new[] { noFile, notFile, twice, dots, type })
        {
            var (response, text) = await server.TryUploadAsync(form);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, text);
        }

        var torn = new StringContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"torn.dat\"\r\n\r\nabc");
        torn.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        Assert.Equal(HttpStatusCode.BadRequest, (await server.TryUploadAsync(torn)).Response.StatusCode);
        Assert.Equal(0, (int)(await server.GetJsonAsync("/api/v2/files/?search=torn.dat"))["count"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendBodyAsync(HttpMethod.Post, FileClient.Contents, new ByteArrayContent([1]))).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.TryUploadAsync(FileClient.Form([1], "a"), "reader")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.TryUploadAsync(FileClient.Form([1], "a"), "late")).Response.StatusCode);
    }

    [Fact]
    public async Task Pieces_become_a_file_when_the_last_one_is_there()
    {
        var path = $"{FileClient.Contents}{Guid.NewGuid():N}/?name=pieces.dat";
        var (accepted, _) = await SendAsync(0, 299_999);
        Assert.Equal((HttpStatusCode.Accepted, "300000"), (accepted.StatusCode, accepted.Headers.GetValues("Upload-Offset").Single()));
        var (gap, _) = await SendAsync(400_000, 699_999);
        Assert.Equal((HttpStatusCode.Conflict, "300000"), (gap.StatusCode, gap.Headers.GetValues("Upload-Offset").Single()));
        var (asked, text) = await server.SendBodyAsync(HttpMethod.Put, path, new ByteArrayContent([]), "ann", "Content-Range: bytes */700000");
        Assert.Equal((HttpStatusCode.Accepted, 300_000), (asked.StatusCode, (int)JsonNode.Parse(text)!["offset"]!));
        Assert.Equal(300_000, (int)(await server.GetJsonAsync(path))["offset"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(path, "bob")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendBodyAsync(HttpMethod.Put, path, new ByteArrayContent([1]), "ann", "Content-Range: bytes 9-1/5")).Response.StatusCode);

        var (created, made) = await SendAsync(299_000, 699_999);
        Assert.True(created.StatusCode == HttpStatusCode.Created, made);
        var file = JsonNode.Parse(made)!;
        Assert.Equal(("pieces.dat", LibraryFolder.Sha512(Content)), ((string?)file["name"], (string?)file["fileChecksums"]![0]!["fileHash"]));
        Assert.Equal((string?)file["id"], (string?)JsonNode.Parse((await SendAsync(299_000, 699_999)).Text)!["id"]);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(path, method: "DELETE")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync($"/api/v2/files/{file["id"]}")).Response.StatusCode);

        Task<(HttpResponseMessage Response, string Text)> SendAsync(int first, int last) => server.SendBodyAsync(
            HttpMethod.Put, path, new ByteArrayContent(Content[first..(last + 1)]), "ann", $"Content-Range: bytes {first}-{last}/{Content.Length}");
    }

    [Fact]
    public async Task A_whole_body_under_an_id_is_the_file()
    {
        foreach (var content in new byte[][] { [], [1, 2, 3], Content })
        {
            var (response, text) = await server.SendBodyAsync(HttpMethod.Put, $"{FileClient.Contents}{Guid.NewGuid():N}?name=whole.dat", new ByteArrayContent(content));
            Assert.True(response.StatusCode == HttpStatusCode.Created, text);
            Assert.Equal(LibraryFolder.Sha512(content), (string?)JsonNode.Parse(text)!["fileChecksums"]![0]!["fileHash"]);
        }
    }
}
