using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Graticule.EndToEnd;

/// <summary>The program as it was built, run as a user runs it.</summary>
internal static class BuiltProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../.."));

    /// <summary>Lies beside the tests' own output, in the same configuration.</summary>
    public static string Location { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../Graticule.Cli", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name, "graticule"));

    /// <summary>Runs one command to its end.</summary>
    public static Task<Finished> RunAsync(params string[] arguments) => RunAsync(Location, arguments);

    public static Task<Finished> RunAsync(string program, IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] variables) =>
        RunAsync(Patience, program, arguments, folder, variables);

    /// <summary>Runs one command to its end, which comes within the given time.</summary>
    public static async Task<Finished> RunAsync(
        TimeSpan within, string program, IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Repository,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var running = Process.Start(start)!;
        running.StandardInput.Close();
        using CancellationTokenSource patience = new(within);
        try
        {
            var output = running.StandardOutput.ReadToEndAsync(patience.Token);
            var error = running.StandardError.ReadToEndAsync(patience.Token);
            await running.WaitForExitAsync(patience.Token);
            return new(running.ExitCode, await output, await error);
        }
        catch (OperationCanceledException exception)
        {
            running.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {within}.", exception);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>What a program said, and how it ended.</summary>
internal sealed record Finished(int Code, string Output, string Error);
