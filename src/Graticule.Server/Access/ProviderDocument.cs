using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Graticule.Server.Access;

/// <summary>What a provider says of itself: its endpoints, and the keys that its signatures are checked with.</summary>
/// <param name="Endpoints">OpenID Connect Discovery 1.0.</param>
/// <param name="Keys">Public keys that may sign: RSA of 2048 bits or more, elliptic curves; never a shared secret.</param>
/// <param name="At">When it was read, as the clock's timestamp.</param>
internal sealed record ProviderDocument(OpenIdConnectConfiguration Endpoints, IReadOnlyList<SecurityKey> Keys, long At)
{
    private const int LeastRsaBits = 2048;

    /// <summary>The keys that may have signed a token with this <c>kid</c>; all where it has none.</summary>
    public IReadOnlyList<SecurityKey> KeysFor(string? kid) =>
        string.IsNullOrEmpty(kid) ? Keys : [.. Keys.Where(key => string.Equals(key.KeyId, kid, StringComparison.Ordinal))];

    public static ProviderDocument From(OpenIdConnectConfiguration endpoints, long at) =>
        new(endpoints, [.. endpoints.SigningKeys.Where(MaySign)], at);

    private static bool MaySign(SecurityKey key) => key switch
    {
        RsaSecurityKey or X509SecurityKey => key.KeySize >= LeastRsaBits,
        AsymmetricSecurityKey => true,
        JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.RSA } web => web.KeySize >= LeastRsaBits,
        JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve } => true,
        _ => false,
    };
}
