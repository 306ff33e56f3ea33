using System.Text;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>
/// Paths as clients write them: base addresses with a slash at their end give <c>/ogc-api//processes</c>, and every owner has a name space,
/// <c>/{owner}/ogc-api</c>, which links keep.
/// </summary>
internal static class RequestPaths
{
    /// <summary>Brings a path below <see cref="Root.Path"/> into its one form; false when it lies elsewhere.</summary>
    public static bool Normalise(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (IsBelowRoot(path) && !path.EndsWith('/') && !path.Contains("//", StringComparison.Ordinal))
        {
            return true;
        }

        var plain = Collapse(path);
        if (!IsBelowRoot(plain))
        {
            var end = plain.Length > 1 ? plain.IndexOf('/', 1) : -1;
            if (end < 0 || !IsBelowRoot(plain[end..]))
            {
                return false;
            }

            request.HttpContext.SetNameSpace(plain[1..end]);
            request.PathBase = request.PathBase.Add(plain[..end]);
            plain = plain[end..];
        }

        request.Path = plain;
        return true;
    }

    private static bool IsBelowRoot(string path) =>
        path.StartsWith(Root.Path, StringComparison.Ordinal) && (path.Length == Root.Path.Length || path[Root.Path.Length] == '/');

    private static string Collapse(string path)
    {
        var plain = new StringBuilder(path.Length);
        foreach (var letter in path)
        {
            if (letter != '/' || plain.Length == 0 || plain[^1] != '/')
            {
                plain.Append(letter);
            }
        }

        if (plain.Length > 1 && plain[^1] == '/')
        {
            plain.Length--;
        }

        return plain.ToString();
    }
}
