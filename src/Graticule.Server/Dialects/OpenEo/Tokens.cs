using Graticule.Server.Access;
using Microsoft.Extensions.Primitives;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>
/// The forms in which openEO sends tokens: <c>basic//TOKEN</c>, <c>oidc/PROVIDER/TOKEN</c>, and the token as it is. The server's
/// authentication knows only the last.
/// </summary>
internal static class Tokens
{
    /// <summary>What an open server gives to whoever logs in: stands for no token at all.</summary>
    public const string Open = "anonymous";

    private const string Bearer = "Bearer ";

    private const string Basic = "basic//";

    private const string Oidc = "oidc/";

    /// <summary>Brings the header into the form that authentication reads.</summary>
    /// <exception cref="OpenEoException">TokenInvalid: the token names a provider that is none of this server.</exception>
    public static void Unwrap(HttpRequest request, OidcOptions options)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var token = header[Bearer.Length..].Trim();
        var plain = Strip(token, options);
        request.Headers.Authorization = plain == Open ? default(StringValues) : Bearer + plain;
    }

    private static string Strip(string token, OidcOptions options)
    {
        if (token.StartsWith(Basic, StringComparison.Ordinal))
        {
            return token[Basic.Length..];
        }

        if (!token.StartsWith(Oidc, StringComparison.Ordinal))
        {
            return token;
        }

        var end = token.IndexOf('/', Oidc.Length);
        var provider = end < 0 ? "" : token[Oidc.Length..end];
        return Credentials.Providers(options).Any(one => one.Id == provider)
            ? token[(end + 1)..]
            : throw Errors.New("TokenInvalid", $"The token is of the provider '{provider}', and /credentials/oidc names no such one.");
    }
}
