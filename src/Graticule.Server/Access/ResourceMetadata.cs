using System.Text.Json.Nodes;

namespace Graticule.Server.Access;

/// <summary>What clients must know to get a token for this server (RFC 9728).</summary>
internal static class ResourceMetadata
{
    private const string Path = "/.well-known/oauth-protected-resource";

    public static string Address(HttpRequest request) => Base(request) + Path;

    public static void Map(IEndpointRouteBuilder routes, OidcOptions options)
    {
        if (options.Issuers.Count == 0)
        {
            return;
        }

        routes.MapMethods(Path, ["GET", "HEAD"], context =>
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            return Results.Json(new JsonObject
            {
                ["resource"] = Base(context.Request),
                ["authorization_servers"] = new JsonArray([.. options.Issuers.Select(issuer => (JsonNode?)issuer.Url)]),
                ["bearer_methods_supported"] = new JsonArray("header"),
                ["scopes_supported"] = new JsonArray([.. options.LoginScopes.Select(scope => (JsonNode?)scope)]),
            }).ExecuteAsync(context);
        }).AllowAnonymous();
    }

    /// <summary>Address of the server, without the name space that a path may have.</summary>
    private static string Base(HttpRequest request)
    {
        var path = request.PathBase.Value ?? "";
        if (request.HttpContext.NameSpace() is { } name)
        {
            path = path[..^(name.Length + 1)];
        }

        return $"{request.Scheme}://{request.Host.ToUriComponent()}{new PathString(path).ToUriComponent()}";
    }
}
