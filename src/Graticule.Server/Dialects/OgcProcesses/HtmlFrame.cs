using System.Security.Cryptography;
using System.Text;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>What all pages share: head, style, way back.</summary>
internal static class HtmlFrame
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1b1f24;background:#fff}
        nav a{margin-right:1rem}a{color:#0550ae}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #d0d7de}
        pre{background:#f6f8fa;padding:.8rem;overflow:auto}code{font-size:.9em}progress{width:16rem}img{max-width:100%;border:1px solid #d0d7de}
        td pre{margin:0;min-width:14rem;padding:.3rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85em}.failed{color:#a40e26}.successful{color:#116329}
        """;

    /// <summary>Nothing but the style sheet above and pictures of this server; no scripts.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="root">Where the ways back lead to.</param>
    /// <param name="title">Heading of the page.</param>
    /// <param name="body">What is below the heading.</param>
    /// <param name="refreshEvery">Seconds until the browser asks again; null: never.</param>
    public static Html Write(Root root, string title, Html body, int? refreshEvery = null)
    {
        var page = new Html();
        page.Add($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        if (refreshEvery is { } seconds)
        {
            page.Add($"<meta http-equiv=\"refresh\" content=\"{seconds}\">");
        }

        page.Add($"<title>{title} - Graticule</title><style>");
        page.AddPart(StyleSheet());
        page.Add($"</style></head><body><nav><a href=\"{root.Url}?f=html\">Home</a><a href=\"{root.Processes}?f=html\">Processes</a>");
        page.Add($"<a href=\"{root.Jobs}?f=html\">Jobs</a><a href=\"{root.Files}?f=html\">Files</a><a href=\"{root.Conformance}?f=html\">Conformance</a>");
        page.Add($"<a href=\"{root.Api}?f=html\">API</a></nav><h1>{title}</h1>");
        page.AddPart(body);
        page.Add($"</body></html>");
        return page;
    }

    private static Html StyleSheet()
    {
        var markup = new Html.Markup(Style.Length, 0);
        markup.AppendLiteral(Style);
        var part = new Html();
        part.Add(markup);
        return part;
    }
}
