using System.Text.Json;
using Graticule.Jobs.Access;

namespace Graticule.Server.Access;

/// <summary>
/// What a token says, once it is sure that its issuer said it: the payload of a JWT (RFC 9068), or the answer of an introspection (RFC 7662).
/// Both are held against the same rules.
/// </summary>
internal sealed class TokenClaims(OidcOptions options, TimeProvider clock)
{
    private static readonly string[] NoAccessToken = ["at_hash", "c_hash"];

    /// <summary>Whom the claims speak for, or what is wrong with them.</summary>
    /// <param name="issuer">Who said so.</param>
    /// <param name="claims">A JSON object.</param>
    /// <param name="isSelfContained">Whether the token must say everything itself; an introspection may leave out what the provider has checked.</param>
    public Authentication Read(IssuerOptions issuer, JsonElement claims, bool isSelfContained) =>
        Fault(issuer, claims, isSelfContained) is { } fault ? new(null, fault) : new(Caller(issuer, claims, Subject(claims, isSelfContained)!), null);

    /// <summary>How long what the claims say holds, with the clock skew; zero: no longer.</summary>
    public TimeSpan TimeLeft(JsonElement claims)
    {
        if (Json.Seconds(claims, "exp") is not { } end)
        {
            return TimeSpan.MaxValue;
        }

        var left = end - Now() + options.ClockSkew.TotalSeconds;
        return left <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(left, TimeSpan.FromDays(1).TotalSeconds));
    }

    private string? Fault(IssuerOptions issuer, JsonElement claims, bool isSelfContained)
    {
        if (Json.Text(claims, "iss") is var iss && iss != issuer.Url && (isSelfContained || iss is not null))
        {
            return "This token comes from another issuer.";
        }

        if (isSelfContained && Json.Seconds(claims, "exp") is null)
        {
            return "This token has no end (claim 'exp').";
        }

        if (TimeLeft(claims) == TimeSpan.Zero)
        {
            return "This token has expired.";
        }

        if (claims.TryGetProperty("nbf", out _) && !(Json.Seconds(claims, "nbf") <= Now() + options.ClockSkew.TotalSeconds))
        {
            return "This token is not valid yet (claim 'nbf').";
        }

        if (IsNoAccessToken(claims))
        {
            return "This is no access token; ID and refresh tokens are not for APIs.";
        }

        if (!options.Audiences.Contains(OidcOptions.AnyAudience, StringComparer.Ordinal)
            && !Json.Texts(claims, "aud", separator: null).Intersect(options.Audiences, StringComparer.Ordinal).Any())
        {
            return $"This token was made for somebody else; its audience (claim 'aud') must be one of: {string.Join(", ", options.Audiences)}.";
        }

        return Subject(claims, isSelfContained) is { Length: > 0 and <= 255 } ? null : "This token does not say whom it speaks for (claim 'sub', 1 to 255 characters).";
    }

    /// <summary>A program that is nobody's has no subject in some providers' introspection, and is its own (RFC 9068, 2.2, says so of JWTs).</summary>
    private static string? Subject(JsonElement claims, bool isSelfContained) =>
        Json.Text(claims, "sub") ?? (isSelfContained || Json.Text(claims, "username") is not null ? null : Json.Text(claims, "client_id"));

    private Caller Caller(IssuerOptions issuer, JsonElement claims, string subject)
    {
        var roles = options.RoleClaims.SelectMany(path => Json.Texts(claims, path, separator: ' '));
        var scopes = roles.Aggregate(options.EveryToken, (sum, role) => sum | options.Roles.GetValueOrDefault(role));
        var names = new[] { subject, Json.Text(claims, options.UserNameClaim) ?? Json.Text(claims, "username") };
        return new($"{subject}@{issuer.Name}", scopes) { Names = [.. names.OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)] };
    }

    /// <summary>What providers put into tokens that are made for the client, or for themselves, and into no access token.</summary>
    private static bool IsNoAccessToken(JsonElement claims) =>
        Array.Exists(NoAccessToken, name => claims.TryGetProperty(name, out _))
        || Json.Text(claims, "typ") is { } kind && !kind.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && !kind.Equals("DPoP", StringComparison.OrdinalIgnoreCase)
        || Json.Text(claims, "token_type") is { } form && form.Contains("refresh", StringComparison.OrdinalIgnoreCase)
        || Json.Text(claims, "type") is { } sort && sort.Contains("refresh", StringComparison.OrdinalIgnoreCase);

    private double Now() => clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
}
