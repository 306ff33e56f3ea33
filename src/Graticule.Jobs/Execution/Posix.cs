using System.Runtime.InteropServices;

namespace Graticule.Jobs.Execution;

/// <summary>The few calls that the base library does not offer: process groups, and an end that nothing can delay.</summary>
internal static class Posix
{
    private const int SigKill = 9;

    /// <summary>Kills every member of a process group.</summary>
    public static void KillGroup(int leader) => _ = Kill(-leader, SigKill);

    /// <summary>Kills one process, which may not have made its group yet.</summary>
    public static void KillProcess(int id) => _ = Kill(id, SigKill);

    /// <summary>Makes this process the leader of a group that its children will belong to.</summary>
    public static bool LeadGroup() => SetProcessGroup(0, 0) == 0;

    /// <summary>Ends this process and all its group at once, whatever native code is doing.</summary>
    public static void KillOwnGroup() => _ = Kill(0, SigKill);

    /// <summary>A second descriptor for standard output, whose number then belongs to standard error: what native code prints goes there.</summary>
    public static int TakeStandardOutput()
    {
        var taken = Duplicate(1);
        _ = Duplicate(2, 1);
        return taken;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetProcessGroup(int process, int group);

    [DllImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Duplicate(int descriptor);

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Duplicate(int descriptor, int target);
}
