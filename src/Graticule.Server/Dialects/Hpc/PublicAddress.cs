namespace Graticule.Server.Dialects.Hpc;

/// <summary>Where callers see the server.</summary>
internal static class PublicAddress
{
    /// <summary>Scheme, host and base path, without a slash at the end.</summary>
    /// <param name="request">As the server got it, or as the operator's public URL has changed it.</param>
    /// <param name="followsProxies">Whether <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c> count.</param>
    public static string Of(HttpRequest request, bool followsProxies)
    {
        var (scheme, host) = (request.Scheme, request.Host.ToUriComponent());
        if (followsProxies)
        {
            scheme = Forwarded(request, "X-Forwarded-Proto") is "http" or "https" ? Forwarded(request, "X-Forwarded-Proto")! : scheme;
            host = Forwarded(request, "X-Forwarded-Host") is { } name
                && Uri.TryCreate($"{scheme}://{name}/", UriKind.Absolute, out var address) && address is { PathAndQuery: "/", UserInfo.Length: 0 }
                ? address.Authority
                : host;
        }

        return $"{scheme}://{host}{request.PathBase.ToUriComponent()}";
    }

    /// <summary>What the outermost proxy said.</summary>
    private static string? Forwarded(HttpRequest request, string header) =>
        request.Headers[header] is [{ Length: > 0 } text, ..] ? text.Split(',')[0].Trim().ToLowerInvariant() : null;
}
