using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>A page under construction. Whatever fills a hole of an interpolated string is encoded; only literals are markup.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    public void Add(Markup markup) => markup.AddTo(_text);

    public void AddPart(Html part) => _text.Append(part._text);

    public override string ToString() => _text.ToString();

    public static Task SendAsync(HttpContext context, int status, Html page)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = HtmlFrame.Policy;
        return Wire.SendAsync(context, status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page.ToString()));
    }

    [InterpolatedStringHandler]
    public readonly struct Markup(int literalLength, int formattedCount)
    {
        private const int LikelyLength = 16;

        private readonly StringBuilder _text = new(literalLength + (formattedCount * LikelyLength));

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? text) => _text.Append(HtmlEncoder.Default.Encode(text ?? ""));

        public void AppendFormatted<T>(T value)
            where T : struct, IFormattable => AppendFormatted(value.ToString(null, CultureInfo.InvariantCulture));

        public void AddTo(StringBuilder page) => page.Append(_text);
    }
}
