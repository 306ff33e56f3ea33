using System.Net;

namespace Graticule.Jobs.Inputs;

/// <summary>What may be asked of other hosts, and how much of it. The defaults allow every public host and nothing else.</summary>
public sealed record FetchPolicy
{
    /// <summary>URL schemes that may be fetched.</summary>
    public IReadOnlyList<string> Schemes { get; init; } = ["http", "https"];

    /// <summary>The only hosts that may be asked; empty: every host.</summary>
    public IReadOnlyList<HostRule> Hosts { get; init; } = [];

    /// <summary>Hosts and networks that may be asked although their addresses are not public.</summary>
    public IReadOnlyList<HostRule> PrivateHosts { get; init; } = [];

    /// <summary>Where addresses lie in truth, for servers that reach no other network: the first whose beginning fits counts.</summary>
    public IReadOnlyList<Mirror> Mirrors { get; init; } = [];

    /// <summary>Largest content, in bytes.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    public int MaxRedirects { get; init; } = 5;

    /// <summary>How long looking the host up and connecting may take.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest silence of the other side.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one fetch may take, redirects included.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Size that the cache is kept below, in bytes.</summary>
    public long CacheBytes { get; init; } = 20L << 30;

    /// <summary>The address to ask in place of this one; the same where no mirror has it.</summary>
    public Uri Locate(Uri url) => Mirrors.Select(mirror => mirror.Find(url)).FirstOrDefault(found => found is not null) ?? url;

    /// <summary>Why this URL may not be asked, before anything is looked up; null if it may.</summary>
    public Problem? Refuse(Uri url)
    {
        if (!Schemes.Contains(url.Scheme, StringComparer.OrdinalIgnoreCase))
        {
            return new(ProblemKind.Forbidden, $"The scheme '{url.Scheme}' is not fetched here; use {string.Join(" or ", Schemes)}.");
        }

        if (url.UserInfo.Length > 0)
        {
            return new(ProblemKind.InvalidInput, "The URL carries a user name or password; no credentials are sent to other hosts, so leave them out.");
        }

        return Hosts.Count == 0 || Hosts.Any(rule => rule.MatchesName(url.IdnHost, url.Port) || MatchesLiteral(rule, url))
            ? null
            : new(ProblemKind.Forbidden, $"The host '{url.IdnHost}' is not on this server's list of hosts; its operator may add it with --input-host {url.IdnHost}.");
    }

    /// <summary>Whether a connection to this address may be made for a host of this name. Asked at every connection, with the address that is connected to.</summary>
    public bool Allows(string host, IPAddress address, int port)
    {
        var plain = PublicAddress.Plain(address);
        return PublicAddress.IsPublic(plain)
            || PrivateHosts.Any(rule => rule.MatchesName(host, port) || rule.MatchesAddress(plain, port));
    }

    private static bool MatchesLiteral(HostRule rule, Uri url) =>
        rule.IsNetwork && IPAddress.TryParse(url.IdnHost, out var address) && rule.MatchesAddress(PublicAddress.Plain(address), url.Port);
}
