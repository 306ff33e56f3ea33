using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Graticule.Tests.Analysis;

/// <summary>The real rasters that <c>eng/demo-data.sh</c> takes out of Debian packages.</summary>
internal static class DemoData
{
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../.."));

    private static readonly Lazy<bool> Fetched = new(Fetch);

    /// <summary>Path of one file; skips the test where the data cannot be had.</summary>
    public static string Find(string name)
    {
        Skip.IfNot(Fetched.Value, "The demonstration data cannot be fetched: no network, or no Debian packages.");
        return Path.Combine(Repository, "artifacts/demo-data", name);
    }

    private static bool Fetch()
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(Repository, "eng/demo-data.sh")) { UseShellExecute = false, RedirectStandardError = true })!;
        script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
