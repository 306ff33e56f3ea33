using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Execution;

namespace Graticule.Analysis.Packages.Sandbox;

/// <summary>
/// Runs a command line within limits, whatever container program it calls: by control groups where they can be made, by limits of the
/// process, and by looking every so often. Whatever ends it - its own end, a limit, the job's cancelling, this process's death - all
/// that it started ends with it.
/// </summary>
public static class SandboxRun
{
    /// <summary>Back stop against a fork bomb that is quicker than the watch; counts all processes of the user where the kernel is old.</summary>
    private const int RoomForOthers = 4096;

    /// <summary>Bytes in which shells count the size of a file (POSIX, ulimit).</summary>
    private const int ShellBlock = 512;

    /// <summary>
    /// Limits itself ($1: size of a file, $2: processes of the user, or nothing; where its own limits are lower, they stay), offers itself first
    /// when the machine runs out of memory, enters the control groups, and becomes the command. All words are arguments of the script: none is
    /// read as shell text. The number of processes is <c>-p</c> in some shells and <c>-u</c> in others.
    /// </summary>
    private const string Enter = """
        ulimit -c 0; ulimit -f "$1" 2>/dev/null; [ -z "$2" ] || ulimit -p "$2" 2>/dev/null || ulimit -u "$2" 2>/dev/null; shift 2
        echo 1000 >/proc/self/oom_score_adj; while [ "$1" != -- ]; do echo 0 >"$1" || exit 125; shift; done; shift; exec "$@"
        """;

    /// <summary>One stream for all that is printed, and the input where no program takes it for its own.</summary>
    private const string Merge = " 9<&0 </dev/null 2>&1";

    /// <summary>Waits for its input: a line means that all went well, its end without one that this process died.</summary>
    private const string Guard = "read -r _ || exec \"$@\"";

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    /// <exception cref="ProblemException">ProcessFailed: the command line is too long, or cannot be started.</exception>
    /// <exception cref="OperationCanceledException">The token fired; the command is dead.</exception>
    /// <exception cref="IOException">The log cannot be written.</exception>
    public static async Task<SandboxResult> RunAsync(SandboxOrder order, TimeProvider clock, CancellationToken cancellationToken)
    {
        LinuxProcess.LetChildrenHeedPipes();
        await using var lines = order.Printed is null ? new PrintedLines(order.LogPath, (long)order.Limits.LogMiB << 20, order.Heard) : null;
        using var groups = ControlGroup.Create(order.Limits, order.CountsTime);
        using var guard = order.Remove is { } remove ? await StartAsync(["setsid", "sh", "-c", Guard, "guard", .. remove]) : null;
        var began = clock.GetTimestamp();
        using var process = await StartAsync(["/bin/sh", "-c", lines is null ? Enter + Merge : Enter, "sandbox", .. Limits(order.Limits), .. groups.Doors, "--", .. order.Command]);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new SandboxWatch(order, process, clock);
        var watching = watch.RunAsync(over.Token);
        var stopping = SandboxStop.RunAsync(process, order, clock, over.Token);
        var reading = lines is null
            ? Task.WhenAll(order.Printed!(process.StandardOutput.BaseStream), process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None))
            : Task.WhenAll(lines.ReadAsync(process.StandardOutput.BaseStream, isError: false), lines.ReadAsync(process.StandardError.BaseStream, isError: true));
        await GiveAsync(process, order.Input);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await watching;
            await stopping;
            if (!process.HasExited)
            {
                // Looks through all processes of the machine first.
                process.Kill(entireProcessTree: true);
            }

            await EndGuardAsync(guard, isWell: !cancellationToken.IsCancellationRequested && watch.Reason is null);
            await Task.WhenAny(reading, Task.Delay(DrainTime, clock, CancellationToken.None));
        }

        var used = order.Remove is null ? groups.Cpu ?? watch.Cpu : (TimeSpan?)null;
        var peak = Math.Max(groups.PeakMiB ?? 0, watch.PeakMiB);
        return new(process.ExitCode, ReasonOf(watch, groups, process, order.Limits), clock.GetElapsedTime(began), used, peak > 0 ? peak : null, lines?.Last ?? []);
    }

    private static async Task GiveAsync(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, and says by its exit code why.
        }
    }

    private static string? ReasonOf(SandboxWatch watch, ControlGroup groups, Process process, SandboxLimits limits) =>
        watch.Reason ?? (process.ExitCode != 0 && groups.RanOutOfMemory ? SandboxWatch.OverMemory(limits) : null);

    /// <summary>The kernel does not count root's processes; control groups do.</summary>
    private static string[] Limits(SandboxLimits limits) =>
    [
        (((long)limits.DiskMiB << 20) / ShellBlock).ToString(CultureInfo.InvariantCulture),
        Environment.IsPrivilegedProcess ? "" : (limits.Processes + RoomForOthers).ToString(CultureInfo.InvariantCulture),
    ];

    private static async Task<Process> StartAsync(IReadOnlyList<string> command)
    {
        ProcessStartInfo start = new(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "XDG_RUNTIME_DIR" or "TMPDIR" or "CONTAINERS_CONF")).ToList())
        {
            start.Environment.Remove(name);
        }

        try
        {
            return await OwnThread.StartAsync(start);
        }
        catch (Win32Exception exception)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, $"The command cannot be started: {exception.Message}. Its arguments may be too long."), exception);
        }
    }

    private static async Task EndGuardAsync(Process? guard, bool isWell)
    {
        if (guard is null)
        {
            return;
        }

        try
        {
            if (isWell)
            {
                await guard.StandardInput.WriteLineAsync("well");
            }

            guard.StandardInput.Close();
            await guard.WaitForExitAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // It is gone: killed from outside.
        }
    }
}
