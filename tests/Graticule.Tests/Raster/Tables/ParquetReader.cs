using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Raster.Tables;

/// <summary>What hyparquet, which others wrote, reads of a file.</summary>
internal static class ParquetReader
{
    private const string Folder = "tests/Graticule.Tests/Raster/Tables/reader";

    internal static JsonNode Read(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Graticule.slnx")))
        {
            root = root.Parent;
        }

        var folder = Path.Combine(root?.FullName ?? "", Folder);
        Skip.IfNot(Directory.Exists(Path.Combine(folder, "node_modules/hyparquet")), "The reader is not installed: eng/parquet-reader.sh does that, and needs npm and its registry.");
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "read.js"), path]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return JsonNode.Parse(output)!;
    }
}
