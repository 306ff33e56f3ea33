using System.Text.Json;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>Answers on the way out, and errors: status 500 and <c>{"errors": [...]}</c> whatever is wrong, which is what clients of chipmunk look for.</summary>
internal static class ChipmunkWire
{
    /// <summary>An answer whose errors are told in this way, and which pages of other sites may read.</summary>
    public static LcmapAnswer Guarded(LcmapAnswer answer) => async context =>
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        try
        {
            await answer(context);
        }
        catch (Exception exception) when (exception is ChipmunkException or ArdFileException or JsonException && !context.Response.HasStarted)
        {
            context.Response.Headers.ETag = default;
            await SendAsync(context, StatusCodes.Status500InternalServerError, writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("errors");
                writer.WriteStringValue(exception.Message);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
    };

    public static async Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        using MemoryStream body = new();
        await using (Utf8JsonWriter writer = new(body))
        {
            write(writer);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = Words.Json;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        }
    }
}
