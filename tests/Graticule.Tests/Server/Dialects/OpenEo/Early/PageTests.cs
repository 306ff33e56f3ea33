using System.Runtime.CompilerServices;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

/// <summary>What the page on the dialect shows works.</summary>
[Collection(EarlyServerCollection.Name)]
public sealed class PageTests(EarlyServer server)
{
    private const string Start = "```json\n";

    private static readonly string Page = File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../../../../docs/dialects/openeo-early.md")));

    [Fact]
    public async Task Every_request_on_the_page_gives_data()
    {
        var requests = Page.Split(Start).Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();

        Assert.Equal(2, requests.Count);
        foreach (var request in requests)
        {
            var reply = await server.AskAsync("POST", "/execute", request);
            Assert.True(reply.Status == 200, reply.Text);
            Assert.Equal("image/tiff", reply.Header("Content-Type"));
        }
    }

    [Fact]
    public async Task Every_resource_stands_on_the_page()
    {
        // The page writes what lies below a path as the path's end.
        var ends = (await server.ReadAsync("/capabilities", owner: null)).AsArray().Select(path => ((string)path!).Split('/').Last(part => !part.StartsWith('{'))).Distinct(StringComparer.Ordinal);

        Assert.All(ends, end => Assert.Contains("/" + end, Page, StringComparison.Ordinal));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
