using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.Hpc.Files;

/// <summary>Requests about files, as clients send them.</summary>
internal static class FileClient
{
    public const string Contents = "/api/v2/files/contents/";

    /// <summary>Sends a form and expects that it is taken.</summary>
    public static async Task<JsonNode> UploadAsync(this HpcServer server, byte[] content, string name = "a.dat", string owner = "ann")
    {
        var (response, text) = await server.TryUploadAsync(Form(content, name), owner);
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!;
    }

    public static Task<(HttpResponseMessage Response, string Text)> TryUploadAsync(this HpcServer server, HttpContent body, string owner = "ann", params string[] headers) =>
        server.SendBodyAsync(HttpMethod.Post, Contents, body, owner, headers);

    public static async Task<(HttpResponseMessage Response, string Text)> SendBodyAsync(
        this HpcServer server, HttpMethod method, string path, HttpContent body, string owner = "ann", params string[] headers)
    {
        using var request = new HttpRequestMessage(method, server.Address + path) { Content = body };
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (!request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim()))
            {
                body.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
            }
        }

        var response = await server.SendAsync(request, owner);
        return (response, await response.Content.ReadAsStringAsync());
    }

    public static MultipartFormDataContent Form(byte[] content, string name)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        part.Headers.ContentDisposition = new("form-data") { Name = "\"file\"", FileName = $"\"{name}\"" };
        return new() { part };
    }

    public static async Task<(HttpResponseMessage Response, byte[] Body)> GetAsync(this HpcServer server, JsonNode file, string? range = null, Version? version = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Address}/api/v2/files/{file["id"]}/contents") { Version = version ?? new(1, 1) };
        foreach (var header in range is null ? headers : [$"Range: bytes={range}", .. headers])
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        var response = await server.SendAsync(request);
        return (response, await response.Content.ReadAsByteArrayAsync());
    }
}
