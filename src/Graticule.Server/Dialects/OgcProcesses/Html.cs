using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>A page under construction. Whatever fills a hole of an interpolated string is encoded; only literals are markup.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    public void Add([InterpolatedStringHandlerArgument("")] ref Markup markup) => markup.End();

    public void AddPart(Html part) => _text.Append(part._text);

    public override string ToString() => _text.ToString();

    public static Task SendAsync(HttpContext context, int status, Html page)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        return Wire.SendAsync(context, status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page.ToString()));
    }

    [InterpolatedStringHandler]
    public readonly ref struct Markup(int literalLength, int formattedCount, Html page)
    {
        private readonly int _expected = literalLength + (formattedCount * 16);

        public void AppendLiteral(string markup) => page._text.Append(markup);

        public void AppendFormatted(string? text) => page._text.Append(HtmlEncoder.Default.Encode(text ?? ""));

        public void AppendFormatted<T>(T value)
            where T : struct, IFormattable => AppendFormatted(value.ToString(null, System.Globalization.CultureInfo.InvariantCulture));

        public void End() => page._text.EnsureCapacity(Math.Min(page._text.Length + _expected, 1 << 20));
    }
}
