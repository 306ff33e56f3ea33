using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Cli.Client.Files;

/// <summary>The part of <c>/api/v2</c> that has files.</summary>
/// <exception cref="ProblemException">Every member: the server refuses.</exception>
/// <exception cref="HttpRequestException">Every member: the server cannot be reached, or the connection broke.</exception>
internal sealed class FilesApi(Transport transport)
{
    private const string Root = "api/v2/";

    public async Task<RemoteFile> GetAsync(string id, CancellationToken cancellationToken) =>
        RemoteFile.Read(await transport.GetJsonAsync($"{Root}files/{Uri.EscapeDataString(id)}/", cancellationToken));

    /// <summary>All files of a list, page after page.</summary>
    /// <param name="list">Below the API's root, such as <c>files/</c>.</param>
    /// <param name="search">A part of the names; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<RemoteFile>> ListAsync(string list, string? search, CancellationToken cancellationToken)
    {
        List<RemoteFile> found = [];
        var address = $"{Root}{list}?page_size=100{(search is null ? "" : $"&search={Uri.EscapeDataString(search)}")}";
        while (address is not null)
        {
            var page = await transport.GetJsonAsync(address, cancellationToken);
            found.AddRange((page["results"] as JsonArray ?? []).OfType<JsonObject>().Select(RemoteFile.Read));

            // A key goes to no other server than the one it was given for.
            var next = (string?)page["next"];
            address = next is null ? null : new Uri(next).PathAndQuery.TrimStart('/');
        }

        return found;
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Delete, $"{Root}files/{Uri.EscapeDataString(id)}/");
        using var response = await transport.SendAsync(request, cancellationToken);
    }

    /// <summary>Bytes of a file, from the first to the last, both included.</summary>
    public async Task<HttpResponseMessage> ReadAsync(string id, long first, long last, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Root}files/{Uri.EscapeDataString(id)}/contents/");
        request.Headers.Range = new(first, last);
        var response = await transport.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange is { } range && range.From == first && range.To == last)
        {
            return response;
        }

        response.Dispose();
        throw new ProblemException(ProblemKind.Unsupported, $"The server did not answer with bytes {first} to {last}; is this a server of the API /api/v2?");
    }

    /// <summary>How far an upload is; 0 bytes where nothing has arrived.</summary>
    public async Task<UploadAnswer> FindUploadAsync(string upload, CancellationToken cancellationToken)
    {
        try
        {
            return ReadUpload(await transport.GetJsonAsync($"{Root}files/contents/{upload}/", cancellationToken));
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            return new(0, File: null);
        }
    }

    /// <summary>Sends a piece of an upload.</summary>
    /// <param name="upload">Id of the client's choice.</param>
    /// <param name="file">What it is a piece of.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="first">Where it begins.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<UploadAnswer> SendAsync(string upload, LocalFile file, HttpContent content, long first, CancellationToken cancellationToken)
    {
        var name = Uri.EscapeDataString(file.Name);
        using HttpRequestMessage request = new(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"{Root}files/contents/{upload}/?name={name}&typeId={file.Type}"))
        {
            Content = content,
        };
        if (file.Size > 0)
        {
            content.Headers.ContentRange = new(first, first + content.Headers.ContentLength!.Value - 1, file.Size);
        }

        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("Repr-Digest", $"sha-512=:{Convert.ToBase64String(file.Sha512)}:");
        return ReadUpload(await transport.ReadJsonAsync(request, cancellationToken));
    }

    /// <summary>The state of an upload, or the file that came of it.</summary>
    private static UploadAnswer ReadUpload(JsonObject document)
    {
        if (document["offset"] is JsonValue offset)
        {
            return new((long)offset, document["file"] is JsonObject file ? RemoteFile.Read(file) : null);
        }

        var whole = RemoteFile.Read(document);
        return new(whole.Size, whole);
    }
}

/// <param name="Offset">Bytes that have arrived.</param>
/// <param name="File">What came of it; null while bytes are missing.</param>
internal sealed record UploadAnswer(long Offset, RemoteFile? File);
