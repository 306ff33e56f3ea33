using System.ComponentModel;
using System.Diagnostics;

namespace Graticule.Jobs.Execution.Slurm;

/// <summary>Runs the commands of Slurm, each with a time limit.</summary>
internal sealed class SlurmCommands(SlurmOptions options, TimeProvider clock)
{
    /// <param name="command">Its name, e.g. <c>squeue</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">For its standard input.</param>
    /// <param name="cancellationToken">Ends the command, and the wait.</param>
    /// <exception cref="ProblemException">Unavailable: it cannot be started, or did not end in time.</exception>
    public async Task<CommandAnswer> RunAsync(string command, IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        using var process = Start(command, arguments);
        using var limit = new CancellationTokenSource(options.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(either.Token), process.StandardError.ReadToEndAsync(either.Token));
            await WriteAsync(process, input, either.Token);
            await process.WaitForExitAsync(either.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new ProblemException(ProblemKind.Unavailable, $"'{command}' did not end within {options.Patience.TotalSeconds:0} s.", command);
        }
    }

    private Process Start(string command, IReadOnlyList<string> arguments)
    {
        var program = options.Commands is { } folder ? Path.Combine(folder, command) : command;
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var (name, value) = SlurmTime.Variable;
        start.Environment[name] = value;
        if (options.Configuration is { } configuration)
        {
            start.Environment["SLURM_CONF"] = configuration;
        }

        try
        {
            return Process.Start(start) ?? throw new Win32Exception($"{program} did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new ProblemException(
                new(ProblemKind.Unavailable, $"The command '{command}' of Slurm cannot be started: {exception.Message}", command), exception);
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading; its exit code and its words say why.
        }
    }
}

/// <summary>How a command ended, and what it said.</summary>
internal sealed record CommandAnswer(int ExitCode, string Output, string Errors)
{
    public bool IsSuccess => ExitCode == 0;
}
