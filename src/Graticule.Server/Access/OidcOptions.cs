using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>Whose tokens are taken (OAuth 2.0, OpenID Connect), and what they allow.</summary>
public sealed record OidcOptions
{
    /// <summary>Stands among <see cref="Audiences"/> for: whoever a token was made for.</summary>
    public const string AnyAudience = "*";

    public IReadOnlyList<IssuerOptions> Issuers { get; init; } = [];

    /// <summary>A token must be made for one of these (claim <c>aud</c>); must not be empty where there are issuers.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>How far the clocks of provider and server may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What every valid token allows.</summary>
    public Scopes EveryToken { get; init; } = Scopes.Read | Scopes.Execute;

    /// <summary>What a token allows on top by a scope, role or group of that name.</summary>
    public IReadOnlyDictionary<string, Scopes> Roles { get; init; } = new Dictionary<string, Scopes>(StringComparer.Ordinal)
    {
        ["graticule:read"] = Scopes.Read,
        ["graticule:execute"] = Scopes.Read | Scopes.Execute,
        ["graticule:deploy"] = Scopes.Deploy,
        ["deploy"] = Scopes.Deploy,
        ["graticule:admin"] = Scopes.All,
    };

    /// <summary>Where scopes, roles and groups are in a token: claims, with dots between the names of members.</summary>
    public IReadOnlyList<string> RoleClaims { get; init; } = ["scope", "scp", "roles", "groups", "realm_access.roles"];

    /// <summary>Claim that names the user's name space, beside the subject.</summary>
    public string UserNameClaim { get; init; } = "preferred_username";

    /// <summary>Public client as which the interactive page logs users in; null: it asks for one.</summary>
    public string? ClientId { get; init; }

    /// <summary>Scopes that the interactive page asks the provider for.</summary>
    public IReadOnlyList<string> LoginScopes { get; init; } = ["openid"];

    /// <summary>What else the interactive page sends to the provider, such as <c>resource</c> or <c>audience</c>.</summary>
    public IReadOnlyDictionary<string, string> LoginParameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <param name="Name">
/// Letters, digits, dots, hyphens; stays when the provider moves. What a user makes belongs to <c>{sub}@{Name}</c>, so that no two
/// providers' users are ever the same.
/// </param>
/// <param name="Url">As the claim <c>iss</c> has it, to the letter; https, or http on a loopback address.</param>
public sealed record IssuerOptions(string Name, string Url)
{
    /// <summary>Client as which opaque tokens are introspected (RFC 7662); null: this issuer's opaque tokens are not taken.</summary>
    public string? IntrospectionClient { get; init; }

    /// <summary>File with that client's secret; the text up to the first line's end.</summary>
    public string? IntrospectionSecretFile { get; init; }
}
