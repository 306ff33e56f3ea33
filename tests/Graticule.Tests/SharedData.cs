using System.Runtime.CompilerServices;

namespace Graticule.Tests;

/// <summary>Material that lies beside some checkouts, in <c>../shared</c>: source documents, upstream's tests, real data.</summary>
internal static class SharedData
{
    public const string Absent = "The folder 'shared' is not beside the checkout.";

    /// <summary>Path of a file or a folder there; null where it is absent.</summary>
    public static string? Find(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../shared", name));
        return Path.Exists(path) ? path : null;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
