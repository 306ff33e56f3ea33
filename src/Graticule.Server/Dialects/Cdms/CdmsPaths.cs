using System.Text;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Where the API lies: at the root, as the original has it, and below two prefixes, of which <c>/nexus</c> is that of the original's proxies.</summary>
/// <param name="segments">What its paths begin with.</param>
/// <param name="followsProxies">Whether links follow <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c>.</param>
internal sealed class CdmsPaths(IEnumerable<string> segments, bool followsProxies)
{
    private static readonly object Key = new();
    private static readonly string[] Prefixes = ["cdms", "nexus"];

    private readonly HashSet<string> _segments = new(segments, StringComparer.Ordinal);

    /// <summary>The URL below which the caller sees the API, without a slash at the end.</summary>
    public static string Root(HttpRequest request)
    {
        var place = request.HttpContext.Items[Key] as Place ?? new("", FollowsProxies: false);
        var (scheme, host) = (request.Scheme, request.Host.ToUriComponent());
        if (place.FollowsProxies)
        {
            scheme = Forwarded(request, "X-Forwarded-Proto") is "http" or "https" ? Forwarded(request, "X-Forwarded-Proto")! : scheme;
            host = Forwarded(request, "X-Forwarded-Host") is { } name && Uri.TryCreate($"{scheme}://{name}/", UriKind.Absolute, out var address) && address.PathAndQuery == "/" && address.UserInfo.Length == 0
                ? address.Authority
                : host;
        }

        return $"{scheme}://{host}{request.PathBase.ToUriComponent()}{place.Prefix}";
    }

    /// <summary>The path below which the caller sees the API: empty, or begins with a slash.</summary>
    public static string Base(HttpRequest request) => request.PathBase.ToUriComponent() + (request.HttpContext.Items[Key] as Place)?.Prefix;

    /// <summary>Takes the prefix and doubled slashes away; false when the path is none of the API.</summary>
    /// <param name="request">Changed when it is.</param>
    public bool Normalise(HttpRequest request)
    {
        var whole = request.Path.Value ?? "";
        var parts = whole.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var prefix = parts.Length > 0 && Prefixes.Contains(parts[0], StringComparer.Ordinal) ? parts[0] : null;
        var rest = parts.AsSpan(prefix is null ? 0 : 1);
        if (rest.Length == 0 || !_segments.Contains(rest[0]))
        {
            return false;
        }

        var path = new StringBuilder();
        foreach (var part in rest)
        {
            path.Append('/').Append(part);
        }

        request.HttpContext.Items[Key] = new Place(prefix is null ? "" : "/" + prefix, followsProxies);
        request.Path = path.Append(whole.EndsWith('/') ? "/" : "").ToString();
        return true;
    }

    /// <summary>What the outermost proxy said.</summary>
    private static string? Forwarded(HttpRequest request, string header) =>
        request.Headers[header] is [{ Length: > 0 } text, ..] ? text.Split(',')[0].Trim().ToLowerInvariant() : null;

    private sealed record Place(string Prefix, bool FollowsProxies);
}
