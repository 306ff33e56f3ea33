using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cli;

/// <summary>Deploying and removing on the command line, against a real server.</summary>
[Collection(SharedServer.Name)]
public sealed class DeployCommandTests(RunningServer server) : IDisposable
{
    private const string Tool = """
        cwlVersion: v1.2
        class: ExpressionTool
        id: ID
        requirements: {InlineJavascriptRequirement: {}}
        inputs: {number: int}
        outputs: {twice: int}
        expression: "${ return {'twice': 2 * inputs.number}; }"
        """;

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task A_package_comes_is_shown_is_replaced_and_goes()
    {
        var text = Tool.Replace("ID", "cli-doubled", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_file, text);

        Assert.Equal("cli-doubled unknown can be deployed", (await RunAsync("deploy", _file, "--dry-run")).Output.Trim());
        Assert.Equal("cli-doubled unknown deployed", (await RunAsync("deploy", _file)).Output.Trim());
        Assert.Contains("yours to replace or remove", (await RunAsync("process", "describe", "cli-doubled")).Output, StringComparison.Ordinal);
        Assert.Equal(text.Trim(), (await RunAsync("process", "package", "cli-doubled")).Output.Trim());
        Assert.Contains("already", (await RunAsync("deploy", _file)).Error, StringComparison.Ordinal);
        Assert.Equal("cli-doubled replaced", (await RunAsync("deploy", _file, "--replace", "cli-doubled")).Output.Trim());
        Assert.Equal("cli-doubled", JsonNode.Parse((await RunAsync("undeploy", "cli-doubled", "--json")).Output)!["id"]!.ToString());
        Assert.Equal(0, (await RunAsync("deploy", _file, "-w", "cli-doubled")).Code);
        Assert.Equal(0, (await RunAsync("undeploy", "cli-doubled")).Code);
        Assert.NotEqual(0, (await RunAsync("undeploy", "cli-doubled")).Code);
    }

    [Fact]
    public async Task A_package_that_cannot_work_is_refused_with_every_fault()
    {
        await File.WriteAllTextAsync(_file, """{"processDescription": {"id": "a,b", "outputs": {}}, "executionUnit": {"type": "docker", "image": "no/such:image"}}""");

        var refused = await RunAsync("deploy", _file);

        Assert.NotEqual(0, refused.Code);
        Assert.All((string[])["/processDescription/id", "/processDescription/outputs", "/executionUnit/image"], place => Assert.Contains(place, refused.Error, StringComparison.Ordinal));
    }

    public void Dispose() => File.Delete(_file);

    private Task<Finished> RunAsync(params string[] arguments) => BuiltProgram.RunAsync([.. arguments, "--server", server.Address]);
}
