using System.Globalization;
using System.Net;

namespace Graticule.Jobs.Inputs;

/// <summary>
/// One entry of an allow-list: a host name (<c>data.example.org</c>), everything below a domain (<c>*.example.org</c>), an address
/// (<c>10.1.2.3</c>, <c>[fd00::1]</c>) or a network (<c>10.1.0.0/16</c>, <c>fd00::/8</c>). A name or an IPv4 address may end in <c>:PORT</c>,
/// an IPv6 address in brackets as well; the entry then holds for that port alone.
/// </summary>
public sealed class HostRule
{
    private readonly string? _name;
    private readonly IPNetwork? _network;
    private readonly int? _port;

    private readonly string _text;

    private HostRule(string text, string? name, IPNetwork? network, int? port) => (_text, _name, _network, _port) = (text, name, network, port);

    /// <summary>Whether the entry names an address or a network rather than a host.</summary>
    public bool IsNetwork => _network is not null;

    /// <exception cref="ProblemException">InvalidInput: neither a host nor a network.</exception>
    public static HostRule Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return new(text, null, network, null);
        }

        var (host, port) = Split(text);
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            var bits = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128;
            return new(text, null, new IPNetwork(address, bits), port);
        }

        var bare = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return Uri.CheckHostName(bare) == UriHostNameType.Dns
            ? new(text, host.ToLowerInvariant(), null, port)
            : throw new ProblemException(
                ProblemKind.InvalidInput,
                $"'{text}' is no entry of a list of hosts; write a host name, '*.' and a domain, an address, or a network such as '10.1.0.0/16'.",
                text);
    }

    /// <summary>Whether the entry holds for a host asked for by this name, on this port.</summary>
    public bool MatchesName(string host, int port) =>
        _name is not null && (_port is null || _port == port) && (_name.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(_name[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(_name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the entry holds for this address and port.</summary>
    public bool MatchesAddress(IPAddress address, int port) =>
        _network is { } network && (_port is null || _port == port) && network.Contains(address);

    /// <summary>As it was written.</summary>
    public override string ToString() => _text;

    private static (string Host, int? Port) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        var isPort = colon > 0 && (text[colon - 1] == ']' || text.IndexOf(':', StringComparison.Ordinal) == colon);
        return isPort && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (text[..colon], port)
            : (text, null);
    }
}
