namespace Graticule.EndToEnd.OpenEo;

/// <summary>openEO's own JavaScript client, which others wrote, does to the built program what its users do.</summary>
public sealed class JsClientTests(CollectionServer server) : IClassFixture<CollectionServer>
{
    private static readonly string Client = Path.Combine(BuiltProgram.Repository, "tests/Graticule.EndToEnd/OpenEo/client");

    [SkippableTheory]
    [InlineData("discovery")]
    [InlineData("collections")]
    [InlineData("processes")]
    [InlineData("result")]
    [InlineData("job")]
    [InlineData("failure")]
    [InlineData("process")]
    [InlineData("file")]
    [InlineData("service")]
    public async Task The_client_finds_what_it_expects(string step)
    {
        Skip.IfNot(
            Directory.Exists(Path.Combine(Client, "node_modules/@openeo/js-client")),
            "The client is not installed: eng/js-client.sh does that, and needs npm and its registry.");

        var run = await BuiltProgram.RunAsync("node", [Path.Combine(Client, "steps.cjs"), server.Address, step]);

        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Equal("done", run.Output.Trim());
    }
}
