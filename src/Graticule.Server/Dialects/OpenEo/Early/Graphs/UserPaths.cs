namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Paths of users' files as graphs write them: <c>/users/me/files/regions.geojson</c>.</summary>
internal static class UserPaths
{
    /// <summary>The path within the files of the user, without a slash before it; empty for all of them.</summary>
    public static string Plain(string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);

        // Some examples of those versions have "user" for "users", and 0.3 has the files before the user.
        return string.Join('/', names switch
        {
            ["users" or "user", _, "files", .. var rest] => rest,
            ["files", _, .. var rest] when path.StartsWith('/') => rest,
            _ => names,
        });
    }

    /// <summary>Whether it is that of a folder.</summary>
    public static bool IsFolder(string path) => path.EndsWith('/') || Plain(path).Length == 0;
}
