using System.Diagnostics;
using System.Globalization;
using Graticule.Jobs.Execution;

namespace Graticule.Analysis.Packages.Sandbox;

/// <summary>Looks at a running command every so often, and kills it when it has gone beyond its limits.</summary>
internal sealed class SandboxWatch(SandboxOrder order, Process process, TimeProvider clock)
{
    /// <summary>A look at the folders may take at most this share of the time.</summary>
    private const int FolderShare = 10;

    /// <summary>A command that ends sooner is held by its control groups and by the limits of its processes alone.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookAtFoldersAfter = TimeSpan.FromMilliseconds(250);

    private readonly long _began = clock.GetTimestamp();
    private readonly (long Bytes, int Entries) _before = WrittenBytes.In(order.Folders, long.MaxValue, int.MaxValue);
    private long _nextFolders = clock.GetTimestamp();

    /// <summary>Why it was killed, as a sentence; null when it was not.</summary>
    public string? Reason { get; private set; }

    public double PeakMiB { get; private set; }

    /// <summary>Processor time when last looked at.</summary>
    public TimeSpan Cpu { get; private set; }

    public static string OverMemory(SandboxLimits limits) => Text($"it needed more than its {limits.MemoryMiB} MiB of memory and was killed.");

    /// <summary>Until the command has ended or the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(LookAfter, clock, cancellationToken);
            while (!process.HasExited)
            {
                Reason = await LookAsync();
                if (Reason is not null)
                {
                    process.Kill(entireProcessTree: true);
                    return;
                }

                await Task.Delay(LookAfter, clock, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended, or the job has.
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private async Task<string?> LookAsync()
    {
        var limits = order.Limits;
        if (clock.GetElapsedTime(_began) > limits.WallTime)
        {
            return Text($"it ran longer than its {limits.WallTime.TotalSeconds:0.#} s and was killed.");
        }

        var members = LinuxProcess.Find(process.Id)?.WithDescendants() ?? [];
        if (members.Count > limits.Processes)
        {
            return Text($"it had more than its {limits.Processes} processes at once and was killed.");
        }

        var cpu = LinuxProcess.CpuTime(members);
        Cpu = cpu > Cpu ? cpu : Cpu;
        var resident = LinuxProcess.ResidentBytes(members);
        PeakMiB = Math.Max(PeakMiB, resident / (double)(1 << 20));
        return resident > (long)limits.MemoryMiB << 20 ? OverMemory(limits) : await LookAtFoldersAsync(members);
    }

    private async Task<string?> LookAtFoldersAsync(IReadOnlyList<int> members)
    {
        var began = clock.GetTimestamp();
        if (began < _nextFolders)
        {
            return null;
        }

        var limits = order.Limits;
        var most = (long)limits.DiskMiB << 20;
        var (bytes, entries) = WrittenBytes.In(order.Folders, _before.Bytes + most, _before.Entries + limits.Files);
        bytes += await WrittenBytes.NamelessAsync(members);
        var took = clock.GetElapsedTime(began) * FolderShare;
        var wait = took > LookAtFoldersAfter ? took : LookAtFoldersAfter;
        _nextFolders = clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency);
        return (bytes - _before.Bytes > most, entries - _before.Entries > limits.Files) switch
        {
            (true, _) => Text($"it wrote more than its {limits.DiskMiB} MiB to disk and was killed."),
            (_, true) => Text($"it made more than its {limits.Files} files and was killed."),
            _ => null,
        };
    }
}
