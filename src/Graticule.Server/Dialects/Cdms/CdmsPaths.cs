using System.Text;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Where the API lies: at the root, as the original has it, and below two prefixes, of which <c>/nexus</c> is that of the original's proxies.</summary>
internal sealed class CdmsPaths(IEnumerable<string> segments)
{
    private static readonly object Key = new();
    private static readonly string[] Prefixes = ["cdms", "nexus"];

    private readonly HashSet<string> _segments = new(segments, StringComparer.Ordinal);

    /// <summary>The URL below which the caller sees the API, without a slash at the end.</summary>
    public static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}{Base(request)}";

    /// <summary>The path below which the caller sees the API: empty, or begins with a slash.</summary>
    public static string Base(HttpRequest request) => request.PathBase.ToUriComponent() + (request.HttpContext.Items[Key] as string);

    /// <summary>Takes the prefix, doubled slashes and one at the end away; false when the path is none of the API.</summary>
    /// <param name="request">Changed when it is.</param>
    public bool Normalise(HttpRequest request)
    {
        var parts = (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
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

        request.HttpContext.Items[Key] = prefix is null ? null : "/" + prefix;
        request.Path = path.ToString();
        return true;
    }
}
