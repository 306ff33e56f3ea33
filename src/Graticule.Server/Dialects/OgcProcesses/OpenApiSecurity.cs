using System.Text.Json.Nodes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>How callers say who they are, in the API definition: with a key, or with a token that they log in for at a provider.</summary>
internal static class OpenApiSecurity
{
    private const string KeyScheme = "key";

    /// <param name="places">Where to log in.</param>
    /// <param name="options">Which scopes to ask for.</param>
    public static JsonObject Schemes(IReadOnlyList<SignInPlace> places, OidcOptions options)
    {
        JsonObject schemes = new()
        {
            [KeyScheme] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "An API key of this server, or an access token." },
        };
        foreach (var place in places)
        {
            if (place.AuthorizationEndpoint is { } authorization)
            {
                schemes[Name("oauth2", place, places)] = new JsonObject
                {
                    ["type"] = "oauth2",
                    ["description"] = $"Log in at {place.Name}; the code flow uses PKCE.",
                    ["flows"] = Flows(authorization, place.TokenEndpoint, options),
                };
            }

            schemes[Name("openIdConnect", place, places)] = new JsonObject
            {
                ["type"] = "openIdConnect",
                ["description"] = $"Log in at {place.Name}.",
                ["openIdConnectUrl"] = place.DiscoveryAddress,
            };
        }

        return schemes;
    }

    /// <summary>Any one of the schemes will do; none too, where everybody may ask.</summary>
    public static JsonArray Requirements(JsonObject schemes, bool needsKey, OidcOptions options)
    {
        JsonArray any = needsKey ? [] : [new JsonObject()];
        foreach (var (name, scheme) in schemes)
        {
            var isLogin = (string?)scheme!["type"] != "http";
            any.Add((JsonNode)new JsonObject { [name] = isLogin ? new JsonArray([.. options.LoginScopes.Select(scope => (JsonNode?)scope)]) : new JsonArray() });
        }

        return any;
    }

    private static JsonObject Flows(string authorization, string? token, OidcOptions options)
    {
        JsonObject flows = new()
        {
            ["implicit"] = new JsonObject { ["authorizationUrl"] = authorization, ["scopes"] = Scopes(options) },
        };
        if (token is not null)
        {
            flows["authorizationCode"] = new JsonObject { ["authorizationUrl"] = authorization, ["tokenUrl"] = token, ["scopes"] = Scopes(options) };
        }

        return flows;
    }

    private static JsonObject Scopes(OidcOptions options)
    {
        JsonObject scopes = [];
        foreach (var scope in options.LoginScopes)
        {
            scopes[scope] = options.Roles.TryGetValue(scope, out var allows) ? $"Allows: {allows.ToString().ToLowerInvariant()}." : scope;
        }

        return scopes;
    }

    private static string Name(string kind, SignInPlace place, IReadOnlyList<SignInPlace> all) => all.Count == 1 ? kind : $"{kind}.{place.Name}";
}
