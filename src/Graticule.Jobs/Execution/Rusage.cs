using System.Runtime.InteropServices;

namespace Graticule.Jobs.Execution;

/// <summary>What this process and its ended descendants have used (getrusage(2)).</summary>
public static class Rusage
{
    private const int Self = 0;
    private const int Children = -1;

    /// <summary>Longs of <c>struct rusage</c> on 64-bit Linux: two times of seconds and microseconds, the largest resident size in KiB, and 13 more.</summary>
    private const int Longs = 18;

    /// <summary>Seconds of processor time of both together, and the largest resident size of any one process in MiB.</summary>
    public static (double CpuSeconds, double PeakMemoryMiB) Measure()
    {
        var (own, theirs) = (new long[Longs], new long[Longs]);
        return GetUsage(Self, own) == 0 && GetUsage(Children, theirs) == 0
            ? (Seconds(own) + Seconds(theirs), Math.Max(own[4], theirs[4]) / 1024.0)
            : (0, 0);
    }

    private static double Seconds(long[] usage) => usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetUsage(int who, [Out] long[] usage);
}
