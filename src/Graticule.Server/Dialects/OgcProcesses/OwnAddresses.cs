namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Addresses of this very server among the links that a caller gives: read from the stores, not over the network.</summary>
internal static class OwnAddresses
{
    private static readonly string[] Kinds = ["files/", "jobs/", "collections/"];

    /// <summary>
    /// Path below the API's root, unescaped, such as <c>files/scene.tif</c>; in a name space that is not the root's own, with that in front,
    /// such as <c>ann/ogc-api/files/scene.tif</c>; null for a foreign address.
    /// </summary>
    public static string? Find(Root root, Uri address)
    {
        var own = new Uri(root.Url);
        if (!string.Equals(address.Authority, own.Authority, StringComparison.OrdinalIgnoreCase) || address.Scheme != own.Scheme)
        {
            return null;
        }

        var path = Uri.UnescapeDataString(address.AbsolutePath);
        var start = path.IndexOf(Root.Path + "/", StringComparison.Ordinal);
        var rest = (start < 0 ? path : path[(start + Root.Path.Length)..]).Trim('/');
        if (!Array.Exists(Kinds, kind => rest.StartsWith(kind, StringComparison.Ordinal)))
        {
            return null;
        }

        var before = start < 0 ? "" : path[..start].TrimEnd('/');
        var ownBefore = Uri.UnescapeDataString(own.AbsolutePath)[..^Root.Path.Length];
        return before == ownBefore || ownBefore.StartsWith(before + "/", StringComparison.Ordinal) || before.Length == 0
            ? rest
            : $"{before[(before.LastIndexOf('/') + 1)..]}{Root.Path}/{rest}";
    }
}
