using System.Text;
using System.Xml.Linq;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>Links to files as a Metalink document (RFC 5854).</summary>
internal static class Metalink
{
    /// <summary>Of the standard, and what 0.0.2 calls it.</summary>
    private static readonly string[] MediaTypes = ["application/metalink4+xml", "application/metalink+xml"];

    private static readonly XNamespace Space = "urn:ietf:params:xml:ns:metalink";

    /// <summary>The media type in which a caller wants it; null: the caller wants something else. 0.0.2 names the wrong header for it, which is read too.</summary>
    public static string? Wanted(HttpRequest request) => MediaTypes.FirstOrDefault(type =>
        request.Headers.Accept.ToString().Contains(type, StringComparison.OrdinalIgnoreCase) || request.ContentType?.Contains(type, StringComparison.OrdinalIgnoreCase) == true);

    public static Task SendAsync(HttpContext context, IEnumerable<(ResultFile File, string Address)> files, string mediaType)
    {
        var document = new XElement(Space + "metalink", files.Select(one => new XElement(
            Space + "file",
            new XAttribute("name", one.File.File.Name),
            one.File.Length is { } length ? new XElement(Space + "size", length) : null,
            one.File.Checksum is { } checksum ? new XElement(Space + "hash", new XAttribute("type", "sha-256"), checksum) : null,
            new XElement(Space + "url", one.Address))));
        return Wire.SendAsync(context, Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + document), StatusCodes.Status200OK, mediaType);
    }
}
