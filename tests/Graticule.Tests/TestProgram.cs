using Graticule.Cli.Work;
using Graticule.Tests.Jobs.Execution;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests;

/// <summary>The entry of this assembly as a program of its own, for tests that need a process to kill.</summary>
internal static class TestProgram
{
    /// <returns>0, or 64 for an unknown command.</returns>
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["work"]:
                return await WorkCommand.RunAsync(new(TestProcesses.All));
            case [JobWriterProcess.Command, var folder]:
                await JobWriterProcess.WriteAsync(folder);
                return 0;
            case [PackageWriterProcess.Command, var folder]:
                await PackageWriterProcess.WriteAsync(folder);
                return 0;
            default:
                return 64;
        }
    }
}
