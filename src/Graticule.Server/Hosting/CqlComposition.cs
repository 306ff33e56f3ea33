using System.Net;
using Graticule.Analysis.Change.Store;
using Graticule.Server.Access;
using Graticule.Server.Dialects.Lcmap.Cql;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Hosting;

/// <summary>What the listener for CQL is given.</summary>
internal static class CqlComposition
{
    /// <summary>Null where the server is not to speak CQL.</summary>
    public static CqlListener? Make(ServerOptions options, IChipStore store, AccessGate gate, ILoggerFactory logs) => options.CqlPort is { } port
        ? new(new(ResultTables.Of(store, options.CqlKeyspace), gate, new(), logs.CreateLogger<CqlListener>()), Endpoints(options.Urls, port))
        : null;

    /// <summary>The hosts that HTTP is served at, with another port.</summary>
    internal static IEnumerable<IPEndPoint> Endpoints(string urls, int port) => urls
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(url => AddressOf(url.Split("://", 2)[^1].TrimEnd('/')))
        .Distinct()
        .Select(address => new IPEndPoint(address, port));

    /// <param name="authority">Host and port; a host that is no address stands for all, as it does for HTTP.</param>
    private static IPAddress AddressOf(string authority)
    {
        var colon = authority.LastIndexOf(':');
        var host = colon > authority.LastIndexOf(']') ? authority[..colon] : authority;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var address) ? address : IPAddress.IPv6Any;
    }
}
