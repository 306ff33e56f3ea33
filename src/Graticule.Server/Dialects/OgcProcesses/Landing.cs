using System.Text.Json;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The landing page and the conformance declaration.</summary>
internal sealed class Landing(OgcOptions options)
{
    public Task ShowAsync(HttpContext context)
    {
        var entrance = (options, Root.Of(context.Request), Root.InteractivePage(context.Request));
        return Negotiation.WantsHtml(context.Request)
            ? Html.SendAsync(context, StatusCodes.Status200OK, HtmlLanding.Write(entrance.options, entrance.Item2, entrance.Item3))
            : Wire.SendJsonAsync(context, StatusCodes.Status200OK, entrance, Write);
    }

    public static Task ShowConformanceAsync(HttpContext context) => Negotiation.WantsHtml(context.Request)
        ? Html.SendAsync(context, StatusCodes.Status200OK, HtmlLanding.WriteConformance(Root.Of(context.Request)))
        : Wire.SendJsonAsync(context, StatusCodes.Status200OK, Conformance.Classes, static (writer, classes) =>
        {
            writer.WriteStartObject();
            writer.WriteTexts("conformsTo", classes);
            writer.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter writer, (OgcOptions Options, Root Root, string Interactive) entrance)
    {
        var root = entrance.Root;
        writer.WriteStartObject();
        writer.WriteString("title", entrance.Options.Title);
        writer.WriteString("description", entrance.Options.Description);
        writer.WriteStartArray("links");
        writer.WriteSelf(root.Url);
        writer.WriteLink(root.Api, "service-desc", Words.OpenApi, "API definition");
        writer.WriteLink(entrance.Interactive, "service-doc", Words.Html, "API documentation");
        writer.WriteLink(root.Conformance, Words.Relation + "conformance", Words.Json, "Conformance classes");
        writer.WriteLink(root.Processes, Words.Relation + "processes", Words.Json, "Processes");
        writer.WriteLink(root.Jobs, Words.Relation + "job-list", Words.Json, "Jobs");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
