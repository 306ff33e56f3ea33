using System.Text;
using Graticule.Jobs;
using Graticule.Jobs.Files;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Several outputs as <c>multipart/related</c> (RFC 2387): one part for each, its <c>Content-ID</c> the output's name.</summary>
internal sealed class Multipart(IFileStore files)
{
    /// <param name="context">Whom to answer.</param>
    /// <param name="job">Whose outputs.</param>
    /// <param name="groups">The outputs.</param>
    /// <param name="byReference">Outputs whose part is empty and has a <c>Content-Location</c>.</param>
    public async Task SendAsync(HttpContext context, Job job, IReadOnlyList<OutputGroup> groups, Func<string, bool> byReference)
    {
        var boundary = $"part-{Guid.NewGuid():N}";
        var end = Encoding.ASCII.GetBytes($"--{boundary}--\r\n");
        var root = Root.Of(context.Request);
        List<Part> parts = [];
        try
        {
            foreach (var group in groups)
            {
                for (var index = 0; index < group.Items.Count; index++)
                {
                    var item = group.Items[index];
                    var own = group.IsList ? root.Output(job.Id.ToString(), group.Name, index) : root.Output(job.Id.ToString(), group.Name);
                    var address = item.FolderKey is null ? own : root.MainFile(job, item);
                    parts.Add(await MakeAsync(item, boundary, item.FolderKey is not null || byReference(group.Name) ? address : null, context.RequestAborted));
                }
            }

            var type = parts.Count == 0 ? Words.Json : parts[0].MediaType;
            context.Response.ContentType = $"{Words.Multipart}; type=\"{type}\"; boundary=\"{boundary}\"";
            context.Response.ContentLength = parts.Sum(part => part.Head.Length + part.Body.Length + 2) + end.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await WriteAsync(context, parts, end);
            }
        }
        finally
        {
            parts.ForEach(part => part.Body.Dispose());
        }
    }

    private static async Task WriteAsync(HttpContext context, List<Part> parts, byte[] end)
    {
        var body = context.Response.Body;
        foreach (var part in parts)
        {
            await body.WriteAsync(part.Head, context.RequestAborted);
            await part.Body.CopyToAsync(body, context.RequestAborted);
            await body.WriteAsync("\r\n"u8.ToArray(), context.RequestAborted);
        }

        await body.WriteAsync(end, context.RequestAborted);
    }

    private async Task<Part> MakeAsync(JobOutput output, string boundary, string? address, CancellationToken cancellationToken)
    {
        var head = new StringBuilder($"--{boundary}\r\nContent-Type: {output.MediaType}\r\nContent-ID: {output.Name}\r\n");
        if (address is not null)
        {
            head.Append("Content-Location: ").Append(address).Append("\r\n");
        }

        var body = address is null ? await OpenAsync(output, cancellationToken) : Stream.Null;
        return new(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), output.MediaType, body);
    }

    private async Task<Stream> OpenAsync(JobOutput output, CancellationToken cancellationToken) => output.FileKey is { } key
        ? await files.OpenAsync(key, cancellationToken) ?? throw Errors.ResultNotAvailable($"The file of the output '{output.Name}' is gone.")
        : new MemoryStream(OutputContent.Bytes(output, output.MediaType), writable: false);

    private sealed record Part(byte[] Head, string MediaType, Stream Body);
}
