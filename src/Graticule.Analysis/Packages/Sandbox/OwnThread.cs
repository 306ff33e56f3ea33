using System.Diagnostics;

namespace Graticule.Analysis.Packages.Sandbox;

/// <summary>
/// Starts processes that are to die with this one. Linux sends the signal for that when the <em>thread</em> that started them ends
/// (prctl(2), PR_SET_PDEATHSIG), so it must be one that lives as long as they do, and threads of the pool do not.
/// </summary>
public static class OwnThread
{
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Stay(start, started)) { IsBackground = true, Name = Path.GetFileName(start.FileName) };
        thread.Start();
        return started.Task;
    }

    private static void Stay(ProcessStartInfo start, TaskCompletionSource<Process> started)
    {
        try
        {
            var process = Process.Start(start)!;
            started.SetResult(process);
            process.WaitForExit();
        }
        catch (Exception exception) when (exception is InvalidOperationException or SystemException)
        {
            started.TrySetException(exception);
        }
    }
}
