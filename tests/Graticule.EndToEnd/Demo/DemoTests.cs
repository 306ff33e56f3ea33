using System.Text.Json.Nodes;
using Graticule.Tests.Analysis;

namespace Graticule.EndToEnd.Demo;

public sealed class DemoTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("graticule-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [SkippableFact]
    public async Task Run_once_leaves_the_ndvi_of_the_scene_and_ends_well()
    {
        var fetched = await BuiltProgram.RunAsync(Path.Combine(BuiltProgram.Repository, "eng/demo-data.sh"), []);
        Skip.If(fetched.Code != 0, "The demonstration data cannot be fetched: no network, or no Debian packages.");

        var run = await BuiltProgram.RunAsync(
            Path.Combine(BuiltProgram.Repository, "run"),
            ["--once", "--json", "--urls", "http://127.0.0.1:0", "--data", _data],
            folder: null,
            ("GRATICULE_PROGRAM", BuiltProgram.Location));

        Assert.True(run.Code == 0, run.Error);
        var files = JsonNode.Parse(run.Output)!["files"]!;
        Assert.Equal([(byte)'I', (byte)'I', 42, 0], await HeadAsync(files["out"]!, 4));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], await HeadAsync(files["quicklook"]!, 4));
        AssertEqualsCalculator(files["out"]!["path"]!.ToString());
    }

    /// <summary>The demonstration's result has the statistics of GDAL's calculator on the same scene, to the last digit.</summary>
    private void AssertEqualsCalculator(string ndvi)
    {
        var scene = Path.Combine(_data, "files/collections/demo/L7_ETMs.tif");
        var theirs = Path.Combine(_data, "calc.tif");
        Gdal.Calculate("(A.astype(float)-B)/(A.astype(float)+B)", scene, 4, 3, theirs);

        Assert.Equal(Gdal.Statistics(theirs), Gdal.Statistics(ndvi));
    }

    private static async Task<byte[]> HeadAsync(JsonNode file, int length)
    {
        await using var content = File.OpenRead(file["path"]!.ToString());
        var head = new byte[length];
        await content.ReadExactlyAsync(head);
        return head;
    }
}
