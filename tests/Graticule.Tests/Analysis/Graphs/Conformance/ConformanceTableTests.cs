using System.Runtime.CompilerServices;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

public sealed class ConformanceTableTests
{
    /// <summary>Set to 1, it has the page written anew.</summary>
    private const string Write = "GRATICULE_WRITE_CONFORMANCE";

    [SkippableFact]
    public void The_page_on_conformance_is_current()
    {
        Skip.If(UpstreamTest.Folder is null, SharedData.Absent);

        var page = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../../../docs/dialects/openeo-conformance.md"));
        var current = ConformanceTable.Write([.. UpstreamTest.All.Values.SelectMany(tests => tests).Select(UpstreamRun.Of)]);
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            File.WriteAllText(page, current);
        }

        Assert.Equal(current, File.ReadAllText(page));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
