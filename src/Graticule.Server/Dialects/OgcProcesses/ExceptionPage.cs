using System.Text.Json;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>An exception as the answer to a request.</summary>
internal static class ExceptionPage
{
    public static Task SendAsync(HttpContext context, ExceptionReport report)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (report.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        if (report.Status == StatusCodes.Status413PayloadTooLarge)
        {
            // The rest of the body is not read, so nothing more can come over this connection.
            context.Response.Headers.Connection = "close";
        }

        context.Response.Headers.Remove("Link");
        var isPage = Negotiation.Accept(context.Request).Best(Words.Json, Words.Problem, Words.Html) == Words.Html;
        return isPage
            ? Html.SendAsync(context, report.Status, HtmlErrors.Write(Root.Of(context.Request), report))
            : Wire.SendAsync(context, report.Status, Negotiation.ErrorType(context.Request), Wire.Write(report, Write));
    }

    public static void Write(Utf8JsonWriter writer, ExceptionReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("type", report.Type);
        writer.WriteString("title", report.Title);
        writer.WriteNumber("status", report.Status);
        writer.WriteString("detail", report.Detail);
        if (report.Faults is { Count: > 0 } faults)
        {
            writer.WriteStartArray("errors");
            foreach (var fault in faults)
            {
                writer.WriteStartObject();
                writer.WriteString("pointer", fault.Pointer);
                writer.WriteString("detail", fault.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
