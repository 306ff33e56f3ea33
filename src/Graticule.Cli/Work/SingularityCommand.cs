using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Graticule.Analysis.Packages.Containers;
using Graticule.Analysis.Packages.Sandbox;
using Graticule.Jobs;

namespace Graticule.Cli.Work;

/// <summary>
/// <c>graticule singularity exec|run|--version</c>: what a script named <c>singularity</c> calls where there is none. Standard input
/// and output are the command's own; so is the exit code, unless the container cannot be started (255, as singularity has it).
/// </summary>
public static class SingularityCommand
{
    private const int CannotStart = 255;
    private const string Version = "singularity-ce version 3.10.0";

    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors)
    {
        if (words is ["--version"] or ["version"])
        {
            await output.WriteLineAsync(Version);
            return 0;
        }

        try
        {
            var command = await SingularityCall.ResolveAsync(SingularityLine.Parse(words), CancellationToken.None);
            using var process = await OwnThread.StartAsync(new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false });
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, process));
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, process));
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (Exception exception) when (exception is ProblemException or Win32Exception or IOException)
        {
            await errors.WriteLineAsync($"singularity: {exception.Message}");
            return CannotStart;
        }
    }

    private static void End(PosixSignalContext signal, Process process)
    {
        signal.Cancel = true;
        process.Kill(entireProcessTree: true);
    }
}
