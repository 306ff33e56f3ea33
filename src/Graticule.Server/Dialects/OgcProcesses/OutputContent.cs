using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Microsoft.Net.Http.Headers;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>One output, raw: a file with ranges and an entity tag, or a value in its media type.</summary>
internal sealed class OutputContent(IFileStore files)
{
    public async Task SendAsync(HttpContext context, Job job, JobOutput output, string? mediaType = null)
    {
        if (output.FileKey is not { } key)
        {
            await Wire.SendAsync(context, StatusCodes.Status200OK, mediaType ?? output.MediaType, Bytes(output, mediaType ?? output.MediaType));
            return;
        }

        if (output.FolderKey is not null)
        {
            // Relative links in the file are meant from its place in the folder (RFC 9110 8.7, RFC 3986 5.1).
            context.Response.Headers.ContentLocation = Root.Of(context.Request).MainFile(job, output);
        }

        var stream = await files.OpenAsync(key, context.RequestAborted)
            ?? throw Errors.ResultNotAvailable($"The file of the output '{output.Name}' is gone.");
        await SendFileAsync(context, stream, output.MediaType, key[(key.LastIndexOf('/') + 1)..], $"{job.Id}-{stream.Length}", job.FinishedAt);
    }

    /// <summary>Sends what the request's <c>Range</c> and preconditions ask for (RFC 9110 13, 14); takes the stream over.</summary>
    public static Task SendFileAsync(HttpContext context, Stream stream, string mediaType, string name, string tag, DateTimeOffset? modified)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox";
        var disposition = new ContentDispositionHeaderValue(IsShowable(mediaType) ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(stream, mediaType, fileDownloadName: null, modified, new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true)
            .ExecuteAsync(context);
    }

    /// <summary>A value in a media type: a text as it is, or anything as JSON.</summary>
    public static byte[] Bytes(JobOutput output, string mediaType) =>
        output.Value is JsonValue value && value.TryGetValue(out string? text) && !mediaType.Contains("json", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetBytes(text)
            : Wire.Write(output, WriteValue).ToArray();

    /// <summary>A process may give null as a value.</summary>
    public static void WriteValue(Utf8JsonWriter writer, JobOutput output)
    {
        if (output.Value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            output.Value.WriteTo(writer);
        }
    }

    /// <summary>What a browser may show in place: pictures without scripts, and plain text.</summary>
    private static bool IsShowable(string mediaType) => mediaType is "image/png" or "image/jpeg" or Words.Text or Words.Json;
}
