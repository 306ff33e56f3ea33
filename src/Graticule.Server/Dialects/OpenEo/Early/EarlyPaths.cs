using System.Text;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>Paths as clients of the time write them, brought into their one form.</summary>
internal static class EarlyPaths
{
    private const string Services = "/services";

    private const string User = "/user/";

    /// <summary>
    /// Takes out doubled slashes and one at the end, gives <c>/user/me</c> its plural and <c>/services1234</c> its slash, and makes a query of what follows
    /// <c>&amp;</c> where a path has no <c>?</c>. False when the path lies elsewhere.
    /// </summary>
    /// <param name="request">Changed.</param>
    /// <param name="start">Where the API lies; no slash at the end.</param>
    public static bool Normalise(HttpRequest request, string start)
    {
        var path = request.Path.Value ?? "";
        if (!path.StartsWith(start, StringComparison.Ordinal) || (path.Length > start.Length && path[start.Length] is not '/'))
        {
            return false;
        }

        var rest = Collapse(path[start.Length..]);
        if (rest.StartsWith("/jobs&", StringComparison.Ordinal) && !request.QueryString.HasValue)
        {
            request.QueryString = new("?" + rest["/jobs&".Length..]);
            rest = "/jobs";
        }

        request.Path = start + Name(rest);
        return true;
    }

    private static string Name(string path)
    {
        if (path.StartsWith(User, StringComparison.Ordinal))
        {
            return "/users/" + path[User.Length..];
        }

        return path.StartsWith(Services, StringComparison.Ordinal) && path.Length > Services.Length && path[Services.Length] != '/'
            ? $"{Services}/{path[Services.Length..]}"
            : path;
    }

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

        return plain.ToString().TrimEnd('/');
    }
}
