using System.Globalization;

namespace Graticule.Jobs.Execution;

/// <summary>Handles of workers that an earlier run of this server started: dead as a rule, and killed where not.</summary>
internal static class EarlierLife
{
    /// <summary>Running while the old worker still exists, and lost from then on.</summary>
    public static WorkStatus StatusOf(string handle, Predicate<LinuxProcess> isOurs)
    {
        if (Parse(handle) is { } process && !isOurs(process) && process.IsAlive())
        {
            Posix.KillGroup(process.Id);
            Posix.KillProcess(process.Id);
            return new(handle, WorkState.Running);
        }

        return new(handle, WorkState.Lost, Reason: WorkerLoss.ServerStopped);
    }

    private static LinuxProcess? Parse(string handle) =>
        handle.Split(':') is [var id, var startTime, _]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
        && long.TryParse(startTime, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new(process, ticks)
            : null;
}
