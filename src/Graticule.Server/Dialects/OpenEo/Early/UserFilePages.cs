using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Server.Access;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/users/{user}/files</c>: what the caller uploaded, the same files that later versions have at <c>/files</c>.</summary>
internal sealed class UserFilePages(UserFiles users, IFileStore files, OpenEoOptions options)
{
    public async Task ListAsync(HttpContext context)
    {
        var all = await users.ListAsync(context.Caller(), "", context.RequestAborted);
        await Wire.SendAsync(context, new JsonArray([.. all.Select(file => new JsonObject
        {
            ["name"] = file.Path,
            ["size"] = file.Length,
            ["modified"] = Wire.Time(file.ModifiedAt),
        })]));
    }

    public async Task ReadAsync(HttpContext context)
    {
        var path = PathOf(context);
        var key = users.Key(context.Caller(), path);
        var stream = await files.OpenAsync(key, context.RequestAborted) ?? throw Errors.FileNotFound(path);
        var modified = files.FindPath(key) is { } found ? new DateTimeOffset(File.GetLastWriteTimeUtc(found)) : (DateTimeOffset?)null;
        var tag = string.Create(CultureInfo.InvariantCulture, $"{modified?.UtcTicks ?? 0:x}-{stream.Length:x}");
        await Download.SendAsync(context, stream, "application/octet-stream", path, tag, modified);
    }

    /// <summary>Stores the part <c>file</c> of a form, or else the body as it is, in place of what was there.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var caller = context.Caller();
        var path = UserFiles.Plain(PathOf(context));
        var key = users.Key(caller, path);
        var all = await users.ListAsync(caller, "", context.RequestAborted);
        if (all.FirstOrDefault(file => path.StartsWith(file.Path + "/", StringComparison.Ordinal)) is { } above)
        {
            throw Errors.New("FilePathInvalid", $"'{above.Path}' is a file, and no folder that could hold '{path}'.");
        }

        var room = options.Quota - all.Where(file => file.Path != path).Sum(file => file.Length);
        if (room <= 0)
        {
            throw QuotaExceeded();
        }

        RequestBody.Allow(context, limit: null);
        await SaveAsync(key, await ContentAsync(context), room, context.RequestAborted);
        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    public async Task RemoveAsync(HttpContext context)
    {
        var path = PathOf(context);
        if (!await files.DeleteAsync(users.Key(context.Caller(), path), context.RequestAborted))
        {
            throw Errors.FileNotFound(path);
        }

        await Wire.SendAsync(context, StatusCodes.Status200OK);
    }

    private async Task SaveAsync(string key, Stream content, long room, CancellationToken cancellationToken)
    {
        var most = Math.Min(room, options.MaxUploadLength);
        try
        {
            await files.SaveAsync(key, new BoundedStream(content, most), cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            throw Errors.New("FileOperationUnsupported", "There is a folder of that name.");
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.TooLarge)
        {
            throw most == options.MaxUploadLength ? Errors.New("FileSizeExceeded", $"The file has more than {most} bytes, which is the most.") : QuotaExceeded();
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Unavailable)
        {
            throw Errors.New("StorageFailure", exception.Problem.Message);
        }
    }

    private static async Task<Stream> ContentAsync(HttpContext context)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return request.Body;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            throw Rejected("The Content-Type of a form must say its boundary.");
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } part)
            {
                if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var place) && HeaderUtilities.RemoveQuotes(place.Name) == "file")
                {
                    return part.Body;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException || (exception is IOException && !context.RequestAborted.IsCancellationRequested))
        {
            throw Rejected($"The form cannot be read: {exception.Message}");
        }

        throw Rejected("The form has no part of the name 'file'.");
    }

    private static OpenEoException Rejected(string message) => EarlyErrors.New(StatusCodes.Status422UnprocessableEntity, "FileContentInvalid", message);

    private OpenEoException QuotaExceeded() => Errors.New("StorageQuotaExceeded", $"There is no room for this file: all files of one user have {options.Quota} bytes at most.");

    /// <summary>Slashes that a client escaped are slashes.</summary>
    private static string PathOf(HttpContext context) => ((string)context.Request.RouteValues["path"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
