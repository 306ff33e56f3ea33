using System.Net;
using System.Text.RegularExpressions;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Server.Access;

namespace Graticule.Server.Hosting;

/// <summary>What must hold of the options that say who may ask.</summary>
internal static partial class AccessCheck
{
    public static IEnumerable<Fault> Faults(ServerOptions options)
    {
        var (oidc, issuers) = (options.Oidc, options.Oidc.Issuers);
        if (options.Access is AccessMode.Keys && issuers.Count > 0)
        {
            yield return new("/access", "With --auth keys no issuer's tokens are taken; use --auth token, or leave --oidc-issuer out.");
        }

        if (options.Access is AccessMode.Token && issuers.Count == 0)
        {
            yield return new("/oidc/issuers", "With --auth token there must be an --oidc-issuer; for API keys alone use --auth keys.");
        }

        if (issuers.Count > 0 && oidc.Audiences.Count == 0)
        {
            yield return new(
                "/oidc/audiences", "A token that was made for somebody else must not work here: give --oidc-audience, the name that tokens for this server have in the claim 'aud', or '*' to take all.");
        }

        if (oidc.ClockSkew < TimeSpan.Zero || oidc.ClockSkew > TimeSpan.FromMinutes(10))
        {
            yield return new("/oidc/clockSkew", "The clocks' difference must be from 0 to 600 seconds.");
        }

        if (oidc.EveryToken.HasFlag(Scopes.Admin))
        {
            yield return new("/oidc/everyToken", "Not everybody who has a token can be an administrator; name a role for that.");
        }

        foreach (var fault in issuers.SelectMany(Faults))
        {
            yield return fault;
        }

        foreach (var twice in issuers.GroupBy(issuer => issuer.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return new("/oidc/issuers", $"Two issuers are called '{twice.Key}'; tell them apart with --oidc-issuer NAME=URL.");
        }

        foreach (var twice in issuers.GroupBy(issuer => issuer.Url, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return new("/oidc/issuers", $"The issuer '{twice.Key}' is there twice.");
        }
    }

    private static IEnumerable<Fault> Faults(IssuerOptions issuer)
    {
        if (!Name().IsMatch(issuer.Name))
        {
            yield return new("/oidc/issuers", $"'{issuer.Name}' can be no issuer's name; one has letters, digits, dots and hyphens, 64 at most.");
        }

        if (!Uri.TryCreate(issuer.Url, UriKind.Absolute, out var url) || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && IsLoopback(url))))
        {
            yield return new("/oidc/issuers", $"The issuer '{issuer.Url}' must be an https address without query and fragment; http is for loopback addresses only.");
        }

        if (issuer.IntrospectionClient is null != issuer.IntrospectionSecretFile is null)
        {
            yield return new("/oidc/issuers", $"Introspection at '{issuer.Name}' needs both --oidc-introspection-client and --oidc-introspection-secret-file.");
        }
    }

    private static bool IsLoopback(Uri url) =>
        url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(url.Host, out var found) && IPAddress.IsLoopback(found));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
