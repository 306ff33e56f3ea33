using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <param name="Address">Of what was found; its id too.</param>
/// <param name="Title">For people.</param>
/// <param name="Summary">For people.</param>
/// <param name="Updated">When it changed last, as far as that is known.</param>
internal sealed record FeedEntry(string Address, string Title, string Summary, DateTimeOffset Updated)
{
    /// <summary>West, south, east, north in degrees; null of what has no place.</summary>
    public IReadOnlyList<double>? Box { get; init; }
}

/// <summary>What a search found, as an Atom feed (RFC 4287) with the elements of OpenSearch 1.1 and GeoRSS boxes; a page of it by <c>start</c> and <c>rows</c>.</summary>
internal static class AtomFeed
{
    private const int MostRows = 1000;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [SuppressMessage("Minor Code Smell", "S5332:Using http protocol is insecure", Justification = "It is a name.")]
    private static readonly XNamespace Search = "http://a9.com/-/spec/opensearch/1.1/";

    [SuppressMessage("Minor Code Smell", "S5332:Using http protocol is insecure", Justification = "It is a name.")]
    private static readonly XNamespace GeoRss = "http://www.georss.org/georss";

    public static Task SendAsync(HttpContext context, string title, IReadOnlyList<FeedEntry> found)
    {
        var request = context.Request;
        var start = QueryValues.Offset(request, "start");
        var rows = QueryValues.Text(request, "rows") is null ? MostRows : Math.Min(QueryValues.Offset(request, "rows"), MostRows);
        var address = EarlyVersion.Server(request) + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        var feed = new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xmlns + "os", Search),
            new XAttribute(XNamespace.Xmlns + "georss", GeoRss),
            new XElement(Atom + "id", address),
            new XElement(Atom + "title", title),
            new XElement(Atom + "updated", Wire.Time(found.Count == 0 ? DateTimeOffset.UnixEpoch : found.Max(entry => entry.Updated))),
            new XElement(Atom + "author", new XElement(Atom + "name", "Graticule")),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", address)),
            new XElement(Search + "totalResults", found.Count),
            new XElement(Search + "startIndex", start),
            new XElement(Search + "itemsPerPage", rows),
            found.Skip(start).Take(rows).Select(Write));
        var text = new XDocument(feed).ToString(SaveOptions.None);
        return Wire.SendAsync(context, Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text), StatusCodes.Status200OK, "application/atom+xml");
    }

    private static XElement Write(FeedEntry entry)
    {
        var written = new XElement(
            Atom + "entry",
            new XElement(Atom + "id", entry.Address),
            new XElement(Atom + "title", Plain(entry.Title)),
            new XElement(Atom + "updated", Wire.Time(entry.Updated)),
            new XElement(Atom + "summary", Plain(entry.Summary)),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", Words.Json), new XAttribute("href", entry.Address)));
        if (entry.Box is { } box)
        {
            written.Add(new XElement(GeoRss + "box", string.Create(CultureInfo.InvariantCulture, $"{box[1]} {box[0]} {box[3]} {box[2]}")));
        }

        return written;
    }

    /// <summary>Without characters that XML 1.0 has no place for.</summary>
    private static string Plain(string text) => string.Concat(text.Where(letter => System.Xml.XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));
}
