using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files.Library;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>
/// Uploads in pieces: <c>PUT files/contents/{upload}/?name=NAME</c> with <c>Content-Range</c>, under an id that the client chooses. 202 with
/// <c>Upload-Offset</c> while bytes are missing, 201 with the file when it is whole, and again when the last piece is sent again.
/// </summary>
internal static class ResumablePages
{
    public static Task ShowAsync(HpcRequest request) => request.Parts.Uploads.Find(request.Owner, request.Route("upload")) is { } state
        ? SendAsync(request, state, StatusCodes.Status200OK)
        : throw HpcErrors.NotFound;

    public static async Task AddAsync(HpcRequest request)
    {
        var upload = request.Route("upload");
        var chunk = await DescribeAsync(request, upload);
        if (chunk is null)
        {
            return;
        }

        UploadPages.Allow(request, request.Parts.Library.Options.MaxFileBytes);
        UploadState state;
        try
        {
            state = await request.Parts.Uploads.AddAsync(chunk, request.Context.Request.Body, request.Aborted);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            Tell(request, request.Parts.Uploads.Find(request.Owner, upload));
            throw HpcErrors.Detail(StatusCodes.Status409Conflict, exception.Message);
        }

        await (state.File is { } file ? SendFileAsync(request, state, file) : SendAsync(request, state, StatusCodes.Status202Accepted));
    }

    public static async Task DropAsync(HpcRequest request)
    {
        if (!await request.Parts.Uploads.DropAsync(request.Owner, request.Route("upload"), CancellationToken.None))
        {
            throw HpcErrors.NotFound;
        }

        await request.SendAsync(StatusCodes.Status204NoContent);
    }

    /// <summary>The piece; null where the request only asked how far the upload is, and was answered.</summary>
    private static async Task<UploadChunk?> DescribeAsync(HpcRequest request, string upload)
    {
        var http = request.Context.Request;
        var file = UploadPages.Describe(request, otherName: upload);
        var digests = DigestHeaders.Read(http.Headers, DigestHeaders.Content);
        if (http.Headers.ContentRange is not [{ } text, ..])
        {
            // The whole in one request.
            return new(upload, file, 0, http.ContentLength is > 0 ? http.ContentLength - 1 : http.ContentLength is 0 ? -1 : null, http.ContentLength, digests);
        }

        var range = ContentRange.Read(text);
        if (range.Last is null)
        {
            await SendAsync(request, request.Parts.Uploads.Find(request.Owner, upload) ?? new(upload, file.Name, 0, range.Length, null), StatusCodes.Status202Accepted);
            return null;
        }

        return new(upload, file, range.First, range.Last, range.Length, digests);
    }

    private static Task SendFileAsync(HpcRequest request, UploadState state, UserFile file)
    {
        Tell(request, state);
        return UploadPages.SendAsync(request, file);
    }

    private static Task SendAsync(HpcRequest request, UploadState state, int status)
    {
        Tell(request, state);
        return request.SendAsync(
            new JsonObject
            {
                ["upload"] = state.Upload,
                ["name"] = state.Name,
                ["offset"] = state.Offset,
                ["length"] = state.Length,
                ["file"] = state.File is { } file ? FileJson.Write(request, file) : null,
            },
            status);
    }

    /// <summary>What has arrived, as a number, and as Google's clients read it.</summary>
    private static void Tell(HpcRequest request, UploadState? state)
    {
        if (state is not null)
        {
            request.Context.Response.Headers["Upload-Offset"] = Digits.Of(state.Offset);
            if (state.Offset > 0)
            {
                request.Context.Response.Headers.Range = $"bytes=0-{Digits.Of(state.Offset - 1)}";
            }
        }
    }
}
