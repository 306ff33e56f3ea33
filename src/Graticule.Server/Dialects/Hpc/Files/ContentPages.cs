using Graticule.Jobs;
using Graticule.Jobs.Files.Library;
using Graticule.Server.Sending;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>The bytes of a file, and the lines of a text.</summary>
internal static class ContentPages
{
    public static Task SendAsync(HpcRequest request)
    {
        var (file, path) = Find(request);
        var content = new FileContent(path, file.Length, Convert.FromHexString(file.Sha512), file.UploadedAt, file.Name);
        return FileAnswer.SendAsync(request.Context, content, request.Parts.Front);
    }

    /// <summary><c>{"lines": […]}</c>, each line with its end.</summary>
    public static async Task SendLinesAsync(HpcRequest request)
    {
        var (_, path) = Find(request);
        request.Context.Response.ContentType = Words.Json;
        if (!HttpMethods.IsHead(request.Context.Request.Method))
        {
            await LineWriter.WriteAsync(path, request.Context.Response.BodyWriter, request.Aborted);
        }
    }

    private static (UserFile File, string Path) Find(HpcRequest request)
    {
        var file = request.Parts.Library.Get(request.Owner, request.Route("id"));
        return request.Parts.Library.FindPath(file) is { } path
            ? (file, path)
            : throw new ProblemException(ProblemKind.Unavailable, $"The bytes of '{file.Name}' are missing from the file store; the operator must restore them.", file.Id);
    }
}
