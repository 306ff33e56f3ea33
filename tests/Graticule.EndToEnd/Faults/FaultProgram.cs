using Graticule.Cli.Work;
using Graticule.Jobs.Processes;

namespace Graticule.EndToEnd.Faults;

/// <summary>This assembly as a program that may be killed: a server without HTTP, and its workers.</summary>
internal static class FaultProgram
{
    public static IReadOnlyList<string> Command(params string[] arguments) => [typeof(FaultProgram).Assembly.Location, .. arguments];

    private static async Task<int> Main(string[] args)
    {
        var catalog = new ProcessCatalog(FaultProcesses.All);
        switch (args)
        {
            case ["work"]:
                return await WorkCommand.RunAsync(catalog);
            case ["serve", var folder]:
                await FaultServer.RunAsync(folder, catalog);
                return 0;
            default:
                return 2;
        }
    }
}
