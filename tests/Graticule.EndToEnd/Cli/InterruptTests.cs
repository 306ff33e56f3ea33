using System.Diagnostics;
using System.Globalization;

namespace Graticule.EndToEnd.Cli;

/// <summary>Ctrl-C, which a terminal sends as SIGINT.</summary>
[Collection(SharedServer.Name)]
public sealed class InterruptTests(RunningServer server)
{
    [Fact]
    public async Task An_interrupted_wait_leaves_the_job_running_and_says_so()
    {
        using var waiting = Start("submit", "echo", "-i", "a=late", "-i", "pause=30", "--wait", "--server", server.Address);
        await Task.Delay(TimeSpan.FromSeconds(3));

        await InterruptAsync(waiting);

        var error = await waiting.StandardError.ReadToEndAsync();
        Assert.Equal(130, waiting.ExitCode);
        Assert.Contains("goes on", error, StringComparison.Ordinal);
        var id = error.Split(' ')[1];
        Assert.Contains("running", (await BuiltProgram.RunAsync("status", id, "--server", server.Address)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await BuiltProgram.RunAsync("cancel", id, "--server", server.Address)).Code);
    }

    [Fact]
    public async Task An_interrupted_server_ends_well()
    {
        var data = Directory.CreateTempSubdirectory("graticule-").FullName;
        using var serving = Start("serve", "--urls", "http://127.0.0.1:0", "--data", data);
        while (await serving.StandardError.ReadLineAsync() is { } line && !line.StartsWith("Graticule serves", StringComparison.Ordinal))
        {
            // Not yet.
        }

        await InterruptAsync(serving);

        Assert.Equal(0, serving.ExitCode);
        Directory.Delete(data, recursive: true);
    }

    /// <summary>With SIGINT as a terminal leaves it: whoever runs tests in the background has it ignored, and children inherit that.</summary>
    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", BuiltProgram.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task InterruptAsync(Process process)
    {
        using var kill = Process.Start("/bin/bash", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {process.Id}")]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
