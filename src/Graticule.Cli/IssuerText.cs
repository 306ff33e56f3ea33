using Graticule.Jobs;
using Graticule.Server.Access;

namespace Graticule.Cli;

/// <summary>Issuers as the command line has them: <c>[NAME=]URL</c>, and what belongs to one of them as <c>[NAME=]VALUE</c>.</summary>
internal static class IssuerText
{
    /// <exception cref="ProblemException">InvalidInput.</exception>
    public static IReadOnlyList<IssuerOptions> Read(string[] issuers, string[] clients, string[] secretFiles)
    {
        List<IssuerOptions> all = [.. issuers.Select(One)];
        foreach (var client in clients)
        {
            var (place, value) = Of(all, "--oidc-introspection-client", client);
            all[place] = all[place] with { IntrospectionClient = value };
        }

        foreach (var file in secretFiles)
        {
            var (place, value) = Of(all, "--oidc-introspection-secret-file", file);
            all[place] = all[place] with { IntrospectionSecretFile = value };
        }

        return all;
    }

    private static IssuerOptions One(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var isNamed = equals > 0 && !text[..equals].Contains("://", StringComparison.Ordinal);
        var url = isNamed ? text[(equals + 1)..] : text;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"--oidc-issuer {text} is no address; write one such as https://login.example.org/realms/maps.", "--oidc-issuer");
        }

        var place = address.IsDefaultPort ? address.Host : $"{address.Host}-{address.Port}";
        return new(isNamed ? text[..equals] : place, url);
    }

    private static (int Place, string Value) Of(List<IssuerOptions> issuers, string option, string text)
    {
        var place = issuers.FindIndex(issuer => text.StartsWith(issuer.Name + "=", StringComparison.Ordinal));
        if (place >= 0)
        {
            return (place, text[(issuers[place].Name.Length + 1)..]);
        }

        return issuers.Count == 1
            ? (0, text)
            : throw new ProblemException(
                ProblemKind.InvalidInput, $"{option} {text} says of no issuer; write NAME={text}, with NAME one of: {string.Join(", ", issuers.Select(issuer => issuer.Name))}.", option);
    }
}
