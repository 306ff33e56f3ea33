using System.Text.Json.Nodes;
using Graticule.Raster.Catalog;

namespace Graticule.Server.Dialects.OpenEo.Early.Rest;

/// <summary><c>/collections</c>.</summary>
internal sealed class RestCollections(CollectionCatalog catalog)
{
    public Task ListAsync(HttpContext context)
    {
        var root = Root.Of(context);
        var version = RestVersion.Of(context);
        return Wire.SendAsync(context, new JsonObject
        {
            ["collections"] = new JsonArray([.. catalog.List().Select(one => CollectionJson.Write(one, version, root, isWhole: false))]),
            ["links"] = new JsonArray(Wire.Link(root.Collections, "self")),
        });
    }

    public Task ShowAsync(HttpContext context)
    {
        var version = RestVersion.Of(context);
        var id = (string)context.Request.RouteValues[version.CollectionVariable.Trim('{', '}')]!;
        return Wire.SendAsync(context, CollectionJson.Write(catalog.Find(id) ?? throw Errors.CollectionNotFound(id), version, Root.Of(context), isWhole: true));
    }
}
