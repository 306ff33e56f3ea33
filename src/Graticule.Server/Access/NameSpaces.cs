using System.Text.RegularExpressions;
using Graticule.Jobs;

namespace Graticule.Server.Access;

/// <summary>
/// Name spaces: <c>/{name}/ogc-api</c> is that owner's part of the server. A dialect that sees such a path says so before authentication.
/// </summary>
internal static partial class NameSpaces
{
    public const string Rule = "1 to 255 letters of the Latin alphabet, digits and . _ ~ @ + : | = -, not beginning with one of . ~ = -";

    private static readonly object Key = new();

    /// <summary>Parts of the server's own address space, now and in time to come.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "api", "assets", "collections", "conformance", "favicon.ico", "files", "health", "index.html", "jobs", "login", "logout", "maps", "metrics", "oauth2", "ogc",
        "ogc-api", "openeo", "openid", "processes", "robots.txt", "stac", "static", "swagger-ui", "tiles", "wcs", "wfs", "wms", "wmts", "wps",
    };

    /// <summary>The name space that the request's path names; null: none.</summary>
    public static string? NameSpace(this HttpContext context) => context.Items[Key] as string;

    public static void SetNameSpace(this HttpContext context, string name) => context.Items[Key] = name;

    /// <exception cref="ProblemException">InvalidInput when the name is not possible, NotFound when it is the server's own.</exception>
    public static void Check(string name)
    {
        if (!Name().IsMatch(name))
        {
            throw new ProblemException(ProblemKind.InvalidInput, $"The first part of the path can be no user's name; one has {Rule}.", name);
        }

        if (Reserved.Contains(name))
        {
            throw new ProblemException(ProblemKind.NotFound, $"'/{name}/' is a part of this server's own, and no user's.", name);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_@+:|][A-Za-z0-9._~@+:|=-]{0,254}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
