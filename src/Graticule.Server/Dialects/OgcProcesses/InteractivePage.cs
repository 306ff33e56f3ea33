using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// The OpenAPI document as a page to try it on; its assets are part of the program, so it works without a network. Logging in comes back to
/// <c>oauth2-redirect.html</c> beside it, which the provider must know as the client's redirect address.
/// </summary>
internal static class InteractivePage
{
    private const string Folder = "swagger-ui/oapip";

    public static void Use(IApplicationBuilder app, OgcOptions options, OidcOptions oidc) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = Folder;
        page.DocumentTitle = options.Title;
        page.SwaggerEndpoint(Root.Path + "/api", options.Title);
        if (oidc.Issuers.Count > 0)
        {
            page.OAuthClientId(oidc.ClientId ?? "");
            page.OAuthScopes([.. oidc.LoginScopes]);
            page.OAuthUsePkce();
            page.OAuthAdditionalQueryStringParams(Parameters(oidc));
        }
    });

    /// <summary>
    /// OpenID Connect wants a nonce with the implicit flow (Core 1.0, 3.2.2.1), and the page sends none. It binds ID tokens, which the page does
    /// not use, so that any text will do.
    /// </summary>
    private static Dictionary<string, string> Parameters(OidcOptions oidc)
    {
        var parameters = oidc.LoginParameters.ToDictionary(StringComparer.Ordinal);
        if (oidc.LoginScopes.Contains("openid", StringComparer.Ordinal))
        {
            parameters.TryAdd("nonce", "interactive-page");
        }

        return parameters;
    }
}
