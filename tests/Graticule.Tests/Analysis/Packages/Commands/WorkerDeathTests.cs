using System.Diagnostics;
using Graticule.Analysis.Packages;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;
using Graticule.Tests.Analysis.Packages.Containers;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Analysis.Packages.Commands;

/// <summary>A worker that is killed in the middle of a command takes the command with it.</summary>
public sealed class WorkerDeathTests
{
    private const int SigKill = 9;

    [SkippableTheory]
    [InlineData(ContainerProgram.Bubblewrap, "64.5")]
    [InlineData(ContainerProgram.Podman, "65.5")]
    public async Task Nothing_outlives_a_killed_worker(ContainerProgram program, string seconds)
    {
        TestImages.Need(program == ContainerProgram.Podman ? "podman" : "bwrap");
        using var folder = new TemporaryFolder();
        var content = CommandJob.Script($"setsid sleep {seconds} & exec sleep {seconds}");
        var site = new PackageSite { Images = await TestImages.FolderAsync(), Containers = program };
        JobOrder order = new(
            JobId.New(TimeProvider.System), 1, new() { ProcessId = "script" }, new Package(CommandDescription.Kind, "application/json", "{}", content), site.Write());
        await new Workspace(folder.Path).WriteOrderAsync(order, CancellationToken.None);

        using var worker = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "graticule.dll"), "run", folder.Path]) { UseShellExecute = false })!;
        await UntilAsync(() => SandboxTests.Find(seconds), "the command has not started");
        using var kill = Process.Start("kill", [$"-{SigKill}", $"{worker.Id}"]);
        await worker.WaitForExitAsync();

        await UntilAsync(() => !SandboxTests.Find(seconds), "the command lives on");
    }

    private static async Task UntilAsync(Func<bool> condition, string complaint)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), complaint);
            await Task.Delay(100);
        }
    }
}
