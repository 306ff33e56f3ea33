using Graticule.Cli.Work;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Tests.Jobs.Execution;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Cli.Work;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    [Theory]
    [InlineData("sleep", "500", 0)]
    [InlineData("trivial-broken", "0", 1)]
    [InlineData("no-such-process", "0", 1)]
    public async Task The_exit_code_tells_how_the_job_ended_and_the_report_is_there(string process, string value, int exitCode)
    {
        var workspace = new Workspace(_folder.Path);
        var spec = new JobSpec { ProcessId = process, Inputs = new() { ["value"] = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) } };
        await workspace.WriteOrderAsync(new(JobId.New(TimeProvider.System), 1, spec), CancellationToken.None);

        var code = await RunAsync();

        Assert.Equal(exitCode, code);
        Assert.Equal(exitCode == 0, (await workspace.ReadReportAsync(CancellationToken.None))!.Problem is null);
        Assert.Contains(exitCode == 0 ? "step" : "failed: ", exitCode == 0 ? _output.ToString() : _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_an_order_is_bad_use()
    {
        Assert.Equal(2, await RunAsync());
        Assert.Contains("job.json", _errors.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync() => RunCommand.RunAsync(_folder.Path, cores: null, new(TestProcesses.All), _output, _errors, CancellationToken.None);
}
