using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary><c>/data</c> and what lies below: collections as products.</summary>
internal sealed class ProductPages(CollectionCatalog catalog)
{
    /// <summary>Those that a part of the name, a place and a time choose.</summary>
    public Task ListAsync(HttpContext context)
    {
        var request = context.Request;
        var box = QueryValues.Text(request, "qgeom") is { } geometry ? WktBox.Read(geometry) : null;
        var (from, to) = (Date(request, "qstartdate"), Date(request, "qenddate"));
        var found = Named(QueryValues.Text(request, "qname"))
            .Where(one => box is null || box.Touches(one.Bbox))
            .Where(one => (to is null || one.Interval.Start is null || one.Interval.Start <= to) && (from is null || one.Interval.End is null || one.Interval.End >= from));
        return Wire.SendAsync(context, new JsonArray([.. found.Select(one => new JsonObject
        {
            ["product_id"] = one.Id,
            ["description"] = one.Description,
            ["source"] = ProductJson.Source(one),
        })]));
    }

    public Task SearchAsync(HttpContext context)
    {
        var start = EarlyVersion.Of(context).Address(context.Request);
        var found = Named(QueryValues.Text(context.Request, "q")).Select(one => new FeedEntry(
            $"{start}/data/{Uri.EscapeDataString(one.Id)}", one.Title, one.Description, one.Interval.End ?? DateTimeOffset.UnixEpoch)
        {
            Box = one.Bbox,
        });
        return AtomFeed.SendAsync(context, "Data", [.. found]);
    }

    public Task ShowAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["product"]!;
        return Wire.SendAsync(context, ProductJson.Write(catalog.Find(id) ?? throw Errors.CollectionNotFound(id)));
    }

    private IEnumerable<Collection> Named(string? part) => catalog.List().Where(one =>
        part is null || one.Aliases.Append(one.Id).Append(one.Title).Any(name => name.Contains(part, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Also a plain date, whose last instant is meant where it is an end: whatever begins on that day still counts.</summary>
    private static DateTimeOffset? Date(HttpRequest request, string name)
    {
        if (QueryValues.Text(request, name) is not { } text)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var day))
        {
            return name == "qenddate" ? day.AddDays(1).AddTicks(-1) : day;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw Errors.BadRequest($"The parameter '{name}' must be a date such as 2017-01-31, or a time such as 2017-01-31T12:00:00Z, not '{text}'.");
    }
}
