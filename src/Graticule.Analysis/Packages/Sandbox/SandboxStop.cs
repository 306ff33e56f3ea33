using System.Diagnostics;
using Graticule.Jobs.Execution;

namespace Graticule.Analysis.Packages.Sandbox;

/// <summary>Ends a running command that is asked to stop: first by asking it, then by force.</summary>
internal static class SandboxStop
{
    /// <summary>Until the token fires, because the command has ended.</summary>
    public static async Task RunAsync(Process process, SandboxOrder order, TimeProvider clock, CancellationToken over)
    {
        try
        {
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(order.Stop, over))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            if (over.IsCancellationRequested)
            {
                return;
            }

            Ask(process.Id);
            await Task.Delay(order.Grace, clock, over);
            process.Kill(entireProcessTree: true);
        }
        catch (OperationCanceledException)
        {
            // The command has ended.
        }
    }

    /// <summary>All but bubblewrap's own processes, which would take the others with them.</summary>
    private static void Ask(int root)
    {
        var members = LinuxProcess.Find(root)?.WithDescendants() ?? [];
        foreach (var member in members.Where(member => LinuxProcess.NameOf(member) != "bwrap"))
        {
            LinuxProcess.Terminate(member);
        }
    }
}
