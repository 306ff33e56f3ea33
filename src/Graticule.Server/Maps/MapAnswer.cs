using System.Text;
using System.Xml;

namespace Graticule.Server.Maps;

/// <summary>What all map services answer with: whole bodies with their length, for pages of any origin.</summary>
internal static class MapAnswer
{
    public const string Xml = "text/xml; charset=utf-8";

    private static readonly XmlWriterSettings Settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = true };

    public static Task SendAsync(HttpContext context, string mediaType, ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static async Task SendXmlAsync(HttpContext context, Action<XmlWriter> write, string mediaType = Xml, int status = StatusCodes.Status200OK)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings))
        {
            write(writer);
        }

        await SendAsync(context, mediaType, buffer.GetBuffer().AsMemory(0, (int)buffer.Length), status);
    }

    public static Task SendTextAsync(HttpContext context, string mediaType, string text, int status = StatusCodes.Status200OK) =>
        SendAsync(context, mediaType, Encoding.UTF8.GetBytes(text), status);
}
