using System.Diagnostics;
using System.Text;

namespace Graticule.Analysis.Packages.Cwl.Running;

/// <summary>Runs a program and hears what it prints on standard error, line by line.</summary>
internal static class RunnerProcess
{
    /// <summary>Longest line in characters; the rest is left out.</summary>
    private const int LongestLine = 8192;

    /// <param name="program">Absolute path.</param>
    /// <param name="arguments">What it gets, uninterpreted.</param>
    /// <param name="hear">Called with each line, one at a time.</param>
    /// <param name="cancellationToken">Kills the program and all that it started.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static async Task<int> RunAsync(string program, IReadOnlyList<string> arguments, Action<string> hear, CancellationToken cancellationToken)
    {
        // Started by a thread that outlives it: what a program asks to be killed with (prctl(2), PR_SET_PDEATHSIG) is the thread that started it.
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => StartAndWait(program, arguments, started)) { IsBackground = true, Name = "runner" }.Start();
        using var running = await started.Task;
        running.StandardInput.Close();
        await using var kill = cancellationToken.Register(() => running.Kill(entireProcessTree: true));
        var silence = DrainAsync(running.StandardOutput);
        await ReadLinesAsync(running.StandardError, hear);
        await silence;
        await running.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return running.ExitCode;
    }

    private static void StartAndWait(string program, IReadOnlyList<string> arguments, TaskCompletionSource<Process> started)
    {
        var process = new Process
        {
            StartInfo = new(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardErrorEncoding = Encoding.UTF8,
            },
        };
        process.StartInfo.Environment.Clear();
        try
        {
            process.Start();
        }
        catch (Exception exception)
        {
            started.SetException(exception);
            return;
        }

        var id = process.Id;
        started.SetResult(process);
        try
        {
            using var same = Process.GetProcessById(id);
            same.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    private static async Task DrainAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) > 0)
        {
            // What the runner prints there is also in its summary.
        }
    }

    private static async Task ReadLinesAsync(StreamReader reader, Action<string> hear)
    {
        var (buffer, line) = (new char[4096], new StringBuilder());
        while (await reader.ReadAsync(buffer) is var read and > 0)
        {
            foreach (var letter in buffer.AsMemory(0, read).ToArray())
            {
                if (letter == '\n')
                {
                    hear(line.ToString());
                    line.Clear();
                }
                else if (line.Length < LongestLine)
                {
                    line.Append(letter);
                }
            }
        }

        if (line.Length > 0)
        {
            hear(line.ToString());
        }
    }
}
