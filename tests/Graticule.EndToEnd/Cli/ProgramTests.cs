using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cli;

/// <summary>What the program does without a server, or in its place.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Help_lists_the_exit_codes()
    {
        var help = await BuiltProgram.RunAsync("--help");

        Assert.Equal(0, help.Code);
        Assert.Contains("Exit codes:", help.Output, StringComparison.Ordinal);
        Assert.All((string[])["0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "130 "], code => Assert.Contains($"\n  {code}", help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("status")]
    [InlineData("jobs", "--limit", "many")]
    [InlineData("jobs", "--status", "sleeping")]
    [InlineData("serve", "--workers", "0")]
    [InlineData("submit", "echo", "-i", "no-equals-sign", "--server", "http://127.0.0.1:1")]
    [InlineData("jobs", "--server", "ftp://example.org")]
    [InlineData("serve", "--urls", "http://0.0.0.0:0")]
    public async Task A_senseless_command_line_is_bad_use(params string[] arguments)
    {
        var refused = await BuiltProgram.RunAsync(BuiltProgram.Location, arguments, _folder);

        Assert.Equal(2, refused.Code);
        Assert.StartsWith("graticule: ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        var refused = await BuiltProgram.RunAsync("jobs", "--server", "http://127.0.0.1:1", "--json");

        Assert.Equal(3, refused.Code);
        Assert.Equal(3, JsonNode.Parse(refused.Output)!["error"]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_port_in_use_is_told_and_nothing_starts()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var refused = await BuiltProgram.RunAsync("serve", "--urls", $"http://127.0.0.1:{port}", "--data", _folder);

        Assert.Equal(5, refused.Code);
        Assert.Contains(port, refused.Error, StringComparison.Ordinal);
        Assert.Contains("in use", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_an_order_is_no_workspace()
    {
        var refused = await BuiltProgram.RunAsync("run", _folder);

        Assert.Equal(2, refused.Code);
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked()
    {
        var made = JsonNode.Parse((await BuiltProgram.RunAsync("key", "create", "--data", _folder, "--owner", "ann", "--scopes", "read,execute", "--days", "3", "--json")).Output)!;
        var id = made["id"]!.ToString();

        var revoked = await BuiltProgram.RunAsync("key", "revoke", id, "--data", _folder);
        var list = JsonNode.Parse((await BuiltProgram.RunAsync("key", "list", "--data", _folder, "--json")).Output)!;

        Assert.Equal(0, revoked.Code);
        var key = Assert.Single(list["keys"]!.AsArray())!;
        Assert.Equal("ann", key["owner"]!.ToString());
        Assert.NotNull(key["revoked"]);
        Assert.Null(key["secret"]);
        Assert.DoesNotContain(made["secret"]!.ToString(), list.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(4, (await BuiltProgram.RunAsync("key", "revoke", "nobody", "--data", _folder)).Code);
    }
}
