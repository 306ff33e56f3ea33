using System.Net;
using System.Net.Sockets;

namespace Graticule.Jobs.Inputs;

/// <summary>
/// HTTP to hosts that callers name. Every connection is checked against the policy with the very address that it goes to, so neither a
/// redirect nor a name that changes its address between two look-ups gets past. No proxy, cookies, credentials or automatic redirects.
/// </summary>
public static class GuardedHttp
{
    public static HttpClient Open(FetchPolicy policy)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            PreAuthenticate = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            MaxConnectionsPerServer = 8,
            MaxResponseHeadersLength = 64,
            ConnectTimeout = policy.ConnectTime,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(policy, context.DnsEndPoint, cancellationToken),
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Graticule");
        return client;
    }

    /// <summary>What went wrong, for the caller: the policy's own words where it was the policy.</summary>
    public static Problem Explain(Uri url, HttpRequestException exception)
    {
        if (exception.InnerException is ProblemException refused)
        {
            return refused.Problem;
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new(ProblemKind.InvalidInput, $"There is no host '{url.IdnHost}'."),
            HttpRequestError.SecureConnectionError => new(ProblemKind.InvalidInput, $"No secure connection to '{url.IdnHost}': {Reason(exception)}"),
            _ => new(ProblemKind.Unavailable, $"'{url.IdnHost}' could not be asked: {Reason(exception)}"),
        };
    }

    private static string Reason(HttpRequestException exception) => exception.InnerException?.Message ?? exception.Message;

    private static async ValueTask<Stream> ConnectAsync(FetchPolicy policy, DnsEndPoint target, CancellationToken cancellationToken)
    {
        var found = await FindAsync(target.Host, cancellationToken);
        var allowed = found.Where(address => policy.Allows(target.Host, address, target.Port)).ToArray();
        if (allowed.Length == 0)
        {
            throw new ProblemException(
                ProblemKind.Forbidden,
                $"The host '{target.Host}' has no public address; private addresses are not asked unless the operator allows them (--private-host {target.Host}).");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        // Also because the look-up refuses 0.0.0.0 and :: in its own way.
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, $"There is no host '{host}'."), exception);
        }
    }
}
