using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Graticule.Jobs.Execution;

/// <summary>The few calls that the base library does not offer: process groups, an end that nothing can delay, and what kind of file a file is.</summary>
internal static class Posix
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigPipe = 13;

    private const int AtWorkingFolder = -100;  // AT_FDCWD
    private const int NoFollow = 0x100;  // AT_SYMLINK_NOFOLLOW
    private const int EmptyPath = 0x1000;  // AT_EMPTY_PATH
    private const int NonBlocking = 0x800;  // O_NONBLOCK
    private const int CloseOnExecution = 0x80000;  // O_CLOEXEC
    private const uint WantType = 1;  // STATX_TYPE
    private const int ModeOffset = 28;  // of stx_mode in struct statx, the same on every architecture
    private const int TypeMask = 0xF000;  // S_IFMT
    private const int RegularFile = 0x8000;  // S_IFREG

    private static readonly Lazy<nint> Nothing = new(() => NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "abs"));

    /// <summary>Kills every member of a process group.</summary>
    public static void KillGroup(int leader) => _ = Kill(-leader, SigKill);

    /// <summary>Kills one process, which may not have made its group yet.</summary>
    public static void KillProcess(int id) => _ = Kill(id, SigKill);

    /// <summary>Asks one process to end.</summary>
    public static void Terminate(int id) => _ = Kill(id, SigTerm);

    /// <summary>Makes this process the leader of a group that its children will belong to.</summary>
    public static bool LeadGroup() => SetProcessGroup(0, 0) == 0;

    /// <summary>Ends this process and all its group at once, whatever native code is doing.</summary>
    public static void KillOwnGroup() => _ = Kill(0, SigKill);

    /// <summary>
    /// The runtime ignores SIGPIPE, and so would every program that this process starts (signal(7): what is ignored stays so after execve):
    /// they would write for ever to pipes that nobody reads. A handler is taken back to the default there. This one does nothing:
    /// abs(3) has the shape of a handler and is a pure function.
    /// </summary>
    public static void LetChildrenHeedPipes() => _ = Signal(SigPipe, Nothing.Value);

    /// <summary>A second descriptor for standard output, whose number then belongs to standard error: what native code prints goes there.</summary>
    public static int TakeStandardOutput()
    {
        var taken = Duplicate(1);
        _ = Duplicate(2, 1);
        return taken;
    }

    /// <summary>Opens a file that may turn out to be anything, without waiting for whoever is at the other end of a pipe. Negative: it cannot be.</summary>
    public static int OpenToRead(string path) => Open(Encoding.UTF8.GetBytes(path + '\0'), NoFollowLast | NonBlocking | CloseOnExecution);

    /// <summary>Gives a file a second name in the same file system; false where that cannot be.</summary>
    public static bool TryLink(string path, string name) => Link(Encoding.UTF8.GetBytes(path + '\0'), Encoding.UTF8.GetBytes(name + '\0')) == 0;

    /// <summary>Whether an open file is a plain one.</summary>
    public static bool IsRegularFile(int descriptor)
    {
        var found = new byte[256];
        return StatX(descriptor, [0], EmptyPath, WantType, found) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(ModeOffset)) & TypeMask) == RegularFile;
    }

    /// <summary>Whether there is a file of this path that is no folder, link, pipe, socket or device; links are not followed.</summary>
    public static bool IsRegularFile(string path)
    {
        var found = new byte[256];
        return StatX(AtWorkingFolder, Encoding.UTF8.GetBytes(path + '\0'), NoFollow, WantType, found) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(ModeOffset)) & TypeMask) == RegularFile;
    }

    /// <summary>O_NOFOLLOW, whose number depends on the architecture.</summary>
    private static int NoFollowLast => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Link(byte[] path, byte[] name);

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int StatX(int folder, byte[] path, int flags, uint mask, byte[] found);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint Signal(int signal, nint handler);

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
