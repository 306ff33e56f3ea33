using Graticule.Jobs;
using Graticule.Jobs.Files.Library;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>Uploads in one request: as a form, as browsers and the vendor's clients send them, or as the bare bytes with the name in the query.</summary>
internal static class UploadPages
{
    /// <summary>What a form may have around the file.</summary>
    private const long FormBytes = 1 << 20;

    public static async Task SaveAsync(HpcRequest request)
    {
        var http = request.Context.Request;
        var room = request.Parts.Library.Room(request.Owner);
        Allow(request, room);
        var file = MediaTypeHeaderValue.TryParse(http.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? await new UploadForm(request, HeaderUtilities.RemoveQuotes(type.Boundary).ToString()).SaveAsync()
            : await request.Parts.Library.SaveAsync(Describe(request), http.Body, request.Aborted);
        await SendAsync(request, file);
    }

    public static Task SendAsync(HpcRequest request, UserFile file)
    {
        request.Context.Response.Headers.Location = request.Address($"files/{file.Id}/");
        return request.SendAsync(FileJson.Write(request, file), StatusCodes.Status201Created);
    }

    /// <summary>Takes a body as long as there is room for; who says before that it is longer is refused before it is sent.</summary>
    public static void Allow(HpcRequest request, long room)
    {
        var most = room > long.MaxValue - FormBytes ? room : room + FormBytes;
        if (request.Context.Request.ContentLength > most)
        {
            throw new ProblemException(
                ProblemKind.TooLarge, $"There is room for {room} bytes; this is of {request.Context.Request.ContentLength}. Delete files, or ask the operator for more.", "file");
        }

        if (request.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }
    }

    /// <summary>What query and headers say of a file whose bytes are the body.</summary>
    public static NewFile Describe(HpcRequest request, string? otherName = null)
    {
        var headers = request.Context.Request.Headers;
        var name = request.Query("name") ?? NameOf(headers.ContentDisposition) ?? otherName
            ?? throw HpcErrors.Field("/name", "Send the file as multipart/form-data with a part 'file', or its bytes as the body and its name as '?name=NAME'.");
        var digests = DigestHeaders.Read(headers, DigestHeaders.Whole);
        return new(request.Owner, name)
        {
            Type = (request.Query("typeId") ?? request.Query("type_id")) is { } type ? ReadType(type) : FileTypes.Input,
            Expected = digests == ExpectedDigests.None && otherName is null ? DigestHeaders.Read(headers, DigestHeaders.Content) : digests,
        };
    }

    public static int ReadType(string text) => FileTypes.Read(text) ?? throw HpcErrors.Field("/typeId", FileTypes.Fault);

    /// <summary>Null where the header has none.</summary>
    public static string? NameOf(string? disposition)
    {
        if (!ContentDispositionHeaderValue.TryParse(disposition, out var parsed))
        {
            return null;
        }

        var name = parsed.FileNameStar.HasValue ? parsed.FileNameStar : HeaderUtilities.UnescapeAsQuotedString(parsed.FileName);
        return name.HasValue && name.Length > 0 ? name.ToString() : null;
    }
}
