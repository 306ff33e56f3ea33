using System.Text.Json;
using Graticule.Jobs.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Graticule.Server.Access;

/// <summary>
/// Signed access tokens (RFC 7519, RFC 9068, RFC 8725). Only signatures by a private key of the issuer that the token names are taken: neither
/// <c>none</c> nor anything made with a shared secret.
/// </summary>
internal sealed class JwtReader(IReadOnlyList<Provider> providers, TokenClaims claims, TokenMemory memory) : ITokenReader
{
    private static readonly TimeSpan RememberAtMost = TimeSpan.FromMinutes(10);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly string[] Types = ["at+jwt", "application/at+jwt", "JWT"];

    private readonly JsonWebTokenHandler _handler = new();

    public async ValueTask<Authentication?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (!LooksLikeJwt(token))
        {
            return null;
        }

        var hash = TokenMemory.Hash(token);
        foreach (var provider in providers)
        {
            // Rests on the keys: once the provider's are read anew, the signature is checked anew.
            if (provider.Known is { } basis && memory.Find(hash, basis) is { } known)
            {
                return known;
            }
        }

        return await CheckAsync(token, hash, cancellationToken);
    }

    /// <summary>Three or five parts, the first of which is a JSON object in base64url.</summary>
    private static bool LooksLikeJwt(string token) => token.StartsWith("eyJ", StringComparison.Ordinal) && token.AsSpan().Count('.') is 2 or 4;

    private async Task<Authentication> CheckAsync(string token, string hash, CancellationToken cancellationToken)
    {
        if (Parse(token) is not { } jwt)
        {
            return new(null, "This is no JSON Web Token that can be read.");
        }

        if (HeaderFault(jwt) is { } fault)
        {
            return new(null, fault);
        }

        if (providers.FirstOrDefault(provider => provider.Issuer.Url == jwt.Issuer) is not { } issuer)
        {
            return new(null, $"This token comes from another issuer; those that count here are: {string.Join(", ", providers.Select(provider => provider.Issuer.Url))}.");
        }

        var document = await issuer.GetAsync(cancellationToken);
        if (document.KeysFor(jwt.Kid).Count == 0)
        {
            document = await issuer.GetNewerAsync(document, cancellationToken);
        }

        if (!await IsSignedAsync(jwt, document.KeysFor(jwt.Kid)))
        {
            return new(null, "The signature of this token is not one of its issuer.");
        }

        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload));
        var found = claims.Read(issuer.Issuer, payload.RootElement, isSelfContained: true);
        if (found.Caller is not null)
        {
            var left = claims.TimeLeft(payload.RootElement);
            memory.Keep(hash, found, left < RememberAtMost ? left : RememberAtMost, document);
        }

        return found;
    }

    /// <summary>Null when the text is no token, or its claims are no object.</summary>
    private static JsonWebToken? Parse(string token)
    {
        try
        {
            var jwt = new JsonWebToken(token);
            _ = (jwt.Issuer, jwt.Kid, jwt.Typ, jwt.Alg);
            return jwt;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? HeaderFault(JsonWebToken jwt)
    {
        if (jwt.IsEncrypted)
        {
            return "This token is encrypted; a signed one is needed.";
        }

        if (!Algorithms.Contains(jwt.Alg, StringComparer.Ordinal))
        {
            return $"This token's signature algorithm is not taken; it must be one of: {string.Join(", ", Algorithms)}.";
        }

        if (!string.IsNullOrEmpty(jwt.Typ) && !Types.Contains(jwt.Typ, StringComparer.OrdinalIgnoreCase))
        {
            return "This token is of another type; an access token is needed (header 'typ': at+jwt or JWT).";
        }

        // RFC 7515, 4.1.11: extensions that must be understood, and are not.
        return jwt.TryGetHeaderValue<object>("crit", out _) ? "This token has critical extensions (header 'crit'), and none is known here." : null;
    }

    private async Task<bool> IsSignedAsync(JsonWebToken jwt, IReadOnlyList<SecurityKey> keys)
    {
        if (keys.Count == 0)
        {
            return false;
        }

        // Issuer, audience and times are claims, and looked at with those of introspected tokens.
        var result = await _handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            IssuerSigningKeyResolver = (_, _, _, _) => keys,
            RequireSignedTokens = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid;
    }
}
