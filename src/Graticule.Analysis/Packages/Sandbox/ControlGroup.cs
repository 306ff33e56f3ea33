using System.Collections.Concurrent;
using System.Globalization;

namespace Graticule.Analysis.Packages.Sandbox;

/// <summary>
/// Control groups of the kernel, where this process may make some: they hold memory and processes exactly, and die all at once.
/// Version 1 hierarchies are used below this process's own group; so is version 2 where the group was delegated with both controllers.
/// </summary>
internal sealed class ControlGroup : IDisposable
{
    private const string Prefix = "graticule-";
    private const string Mount = "/sys/fs/cgroup";

    /// <summary>Microseconds over which processor time is counted.</summary>
    private const string Period = "100000";

    /// <summary>This process's own folders, by controller; cleared of what processes that are gone have left.</summary>
    private static readonly Lazy<Dictionary<string, string>> Own = new(FindOwn);

    /// <summary>Groups in which something was still dying when they were to be removed.</summary>
    private static readonly ConcurrentQueue<string> Dying = new();

    private static int _made;

    private readonly List<string> _folders = [];
    private string? _memory;
    private string? _time;

    private ControlGroup()
    {
    }

    /// <summary>Files that a process writes <c>0</c> to in order to enter.</summary>
    public IReadOnlyList<string> Doors => [.. _folders.Select(folder => Path.Combine(folder, "cgroup.procs"))];

    /// <summary>Most memory held at once in MiB, file pages included; null when not known.</summary>
    public double? PeakMiB => Number(_memory, "memory.max_usage_in_bytes", "memory.peak") is { } bytes ? bytes / (double)(1 << 20) : null;

    public bool RanOutOfMemory => Number(_memory, "memory.oom_control", "memory.events", "oom_kill") > 0;

    /// <summary>Processor time; null when not known.</summary>
    public TimeSpan? Cpu => (Number(_time, "cpuacct.usage") / 1000 ?? Number(_time, "cpu.stat", key: "usage_usec")) is { } microseconds
        ? TimeSpan.FromMicroseconds(microseconds)
        : null;

    /// <summary>Whatever can be had: both controllers, one or none.</summary>
    public static ControlGroup Create(SandboxLimits limits, bool countsTime)
    {
        var made = new ControlGroup();
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _made)}");
        var own = Own.Value;
        RemoveDying();
        if (own.GetValueOrDefault("") is { } unified && File.Exists(Path.Combine(unified, "cgroup.controllers")))
        {
            made._memory = made._time = made.Make(unified, name, ("memory.max", Bytes(limits)), ("memory.swap.max", "0"), ("pids.max", Text(limits.Processes)), ("cpu.max", $"{Quota(limits)} {Period}"));
        }

        made._memory ??= made.Make(own.GetValueOrDefault("memory"), name, ("memory.limit_in_bytes", Bytes(limits)));
        if (made._time is null)
        {
            made.Make(own.GetValueOrDefault("pids"), name, ("pids.max", Text(limits.Processes)));
            made._time = countsTime ? made.Make(own.GetValueOrDefault("cpuacct"), name) : null;
        }

        if (made._folders.Count > 0 && (made._time is null || made._time != made._memory) && Quota(limits) != "max")
        {
            made.Make(own.GetValueOrDefault("cpu"), name, ("cpu.cfs_period_us", Period), ("cpu.cfs_quota_us", Quota(limits)));
        }

        return made;
    }

    /// <summary>Kills what is left in the groups, and removes them.</summary>
    public void Dispose()
    {
        foreach (var folder in _folders)
        {
            Remove(folder);
        }
    }

    private static void RemoveDying()
    {
        for (var left = Dying.Count; left > 0 && Dying.TryDequeue(out var folder); left--)
        {
            Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            if (File.Exists(Path.Combine(folder, "cgroup.kill")))
            {
                File.WriteAllText(Path.Combine(folder, "cgroup.kill"), "1");
            }

            Directory.Delete(folder);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else has removed it.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dying.Enqueue(folder);
        }
    }

    /// <summary>By controller; the folder of version 2 has no name.</summary>
    private static Dictionary<string, string> FindOwn()
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (var line in File.ReadLines("/proc/self/cgroup"))
        {
            if (line.Split(':', 3) is [_, var controllers, var path])
            {
                foreach (var controller in controllers.Split(','))
                {
                    var folder = (controller.Length == 0 ? Mount : Path.Combine(Mount, controller)) + path;
                    if (Directory.Exists(folder))
                    {
                        found[controller] = folder;
                    }
                }
            }
        }

        foreach (var folder in found.Values.Distinct(StringComparer.Ordinal))
        {
            Sweep(folder);
        }

        return found;
    }

    private static void Sweep(string parent)
    {
        foreach (var left in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            var owner = Path.GetFileName(left)[Prefix.Length..].Split('-')[0];
            try
            {
                if (!Directory.Exists($"/proc/{owner}"))
                {
                    Directory.Delete(left);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not empty yet, or another's.
            }
        }
    }

    /// <summary>Microseconds of processor time in a <see cref="Period"/>; <c>max</c> where that is all there is.</summary>
    private static string Quota(SandboxLimits limits) => limits.Cores is { } cores && cores < Environment.ProcessorCount ? Text(cores * 100_000L) : "max";

    private static string Bytes(SandboxLimits limits) => Text((long)limits.MemoryMiB << 20);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private string? Make(string? parent, string name, params (string File, string Value)[] settings)
    {
        if (parent is null)
        {
            return null;
        }

        var folder = Path.Combine(parent, name);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (file, value) in settings.Where(setting => setting.File is not ("memory.swap.max" or "cpu.max") || File.Exists(Path.Combine(folder, setting.File))))
            {
                // Opened as it is: these are no files that could be made.
                using var setting = new FileStream(Path.Combine(folder, file), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                setting.Write(System.Text.Encoding.ASCII.GetBytes(value));
            }

            _folders.Add(folder);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            return null;
        }
    }

    /// <summary>What the file of version 1, or else that of version 2, holds: a number alone, or the one after the key.</summary>
    private static long? Number(string? folder, string first, string? second = null, string? key = null)
    {
        var path = new[] { first, second }.OfType<string>().Select(file => Path.Combine(folder ?? "/nonexistent", file)).FirstOrDefault(File.Exists);
        foreach (var line in path is null ? [] : File.ReadLines(path))
        {
            var words = line.Split(' ');
            if ((key is null || (words.Length == 2 && words[0] == key)) && long.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }
        }

        return null;
    }
}
