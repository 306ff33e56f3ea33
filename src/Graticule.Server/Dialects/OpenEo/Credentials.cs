using System.Text;
using System.Text.Json.Nodes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/credentials/basic</c>, where API keys log in, and <c>/credentials/oidc</c>, which says where people do.</summary>
internal sealed class Credentials(ITokenReader keys, OpenEoOptions options)
{
    private const int LongestProvider = 20;

    private const string WebEditor = "https://editor.openeo.org";

    private const string PythonClient = "http://localhost:1410/";

    private static readonly string[] Grants = ["authorization_code+pkce", "urn:ietf:params:oauth:grant-type:device_code+pkce", "refresh_token"];

    /// <summary>The providers with the ids that clients put before tokens.</summary>
    public static IEnumerable<(string Id, IssuerOptions Issuer)> Providers(OidcOptions options) =>
        options.Issuers.Select(static (issuer, place) => (issuer.Name.Length <= LongestProvider ? issuer.Name : $"{issuer.Name[..(LongestProvider - 3)]}-{place:00}", issuer));

    /// <summary>Whether people can log in anywhere.</summary>
    public bool HasProviders => options.Oidc.Issuers.Count > 0;

    /// <summary>The password is the API key, whatever the name; the token is the same key, which can be taken back as such.</summary>
    public async Task LogInAsync(HttpContext context)
    {
        if (Read(context.Request) is not var (_, password))
        {
            throw context.Request.Headers.Authorization.Count == 0
                ? Errors.New("AuthenticationRequired", "Send name and password by HTTP Basic; the password is an API key of this server.")
                : Errors.New("AuthenticationSchemeInvalid", "Only HTTP Basic is for this address; the password is an API key of this server.");
        }

        var found = await keys.ReadAsync(password, context.RequestAborted);
        var token = found switch
        {
            { Caller: not null } => password,
            null when options.IsOpen => Tokens.Open,
            _ => throw Errors.New("CredentialsInvalid", found?.Refusal ?? "The password is no API key of this server; 'graticule key create' makes one."),
        };
        context.Response.Headers.CacheControl = "no-store";
        await Wire.SendAsync(context, new JsonObject { ["access_token"] = token });
    }

    public Task ListProvidersAsync(HttpContext context)
    {
        var oidc = options.Oidc;
        return oidc.Issuers.Count == 0
            ? throw Errors.New("FeatureUnsupported", "This server takes tokens of no provider; log in at /credentials/basic.")
            : Wire.SendAsync(context, new JsonObject { ["providers"] = new JsonArray([.. Providers(oidc).Select(one => Describe(one.Id, one.Issuer, ApiVersion.Of(context)))]) });
    }

    private JsonObject Describe(string id, IssuerOptions issuer, ApiVersion version)
    {
        var oidc = options.Oidc;
        var provider = new JsonObject
        {
            ["id"] = id,
            ["issuer"] = issuer.Url.TrimEnd('/'),
            ["title"] = issuer.Name,
            ["scopes"] = Wire.Texts(oidc.LoginScopes.Prepend("openid").Distinct(StringComparer.Ordinal)),
        };
        if (oidc.ClientId is { } client)
        {
            provider["default_clients"] = new JsonArray(new JsonObject
            {
                ["id"] = client,
                ["grant_types"] = Wire.Texts(Grants),
                // Where the clients that openEO's users have come back to after a login.
                ["redirect_urls"] = Wire.Texts(WebEditor, PythonClient),
            });
        }

        if (version.Is13 && oidc.LoginParameters.Count > 0)
        {
            provider["authorization_parameters"] = new JsonObject(oidc.LoginParameters.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
        }

        return provider;
    }

    /// <summary>Null where there is no such header, or one that cannot be read.</summary>
    private static (string Name, string Password)? Read(HttpRequest request)
    {
        const string Scheme = "Basic ";
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(header[Scheme.Length..].Trim()));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : (text[..colon], text[(colon + 1)..]);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
