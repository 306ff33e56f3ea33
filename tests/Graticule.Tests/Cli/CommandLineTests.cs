using System.Text.Json.Nodes;
using Graticule.Cli;

namespace Graticule.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("run")]
    [InlineData("work")]
    [InlineData("submit")]
    [InlineData("jobs")]
    [InlineData("status")]
    [InlineData("logs")]
    [InlineData("results")]
    [InlineData("cancel")]
    [InlineData("process")]
    [InlineData("key")]
    [InlineData("demo")]
    public async Task Every_command_has_a_page_of_help(string command)
    {
        Assert.Equal(0, await GraticuleCommand.RunAsync([command, "--help"], _output, _error));
        Assert.Contains($" {command} ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Exit codes:", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_names_the_help_of_its_command()
    {
        Assert.Equal(2, await GraticuleCommand.RunAsync(["key", "revoke"], _output, _error));
        Assert.Contains("'graticule key revoke --help'", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task A_mistake_is_a_json_document_where_json_is_wanted()
    {
        Assert.Equal(2, await GraticuleCommand.RunAsync(["jobs", "--limit", "x", "--json"], _output, _error));
        Assert.Equal(2, JsonNode.Parse(_output.ToString())!["error"]!["exitCode"]!.GetValue<int>());
    }
}
