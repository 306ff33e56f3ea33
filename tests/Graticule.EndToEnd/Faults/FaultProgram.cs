using System.Globalization;
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
            case ["run", "--cores", var cores, var folder]:
                return await RunCommand.RunAsync(
                    folder, int.Parse(cores, CultureInfo.InvariantCulture), catalog, Console.Out, Console.Error, CancellationToken.None);
            case ["serve", var folder]:
                await FaultServer.RunAsync(folder, catalog, slurmConfiguration: null);
                return 0;
            case ["serve", var folder, var slurmConfiguration]:
                await FaultServer.RunAsync(folder, catalog, slurmConfiguration);
                return 0;
            default:
                return 2;
        }
    }
}
