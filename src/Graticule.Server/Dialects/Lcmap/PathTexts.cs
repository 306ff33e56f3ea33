namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Texts that are parts of paths.</summary>
internal static class PathTexts
{
    /// <summary>The server leaves escaped slashes in paths as they are.</summary>
    public static string Decode(string text) => text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
