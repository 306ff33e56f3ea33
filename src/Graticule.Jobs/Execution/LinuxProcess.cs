using System.Globalization;

namespace Graticule.Jobs.Execution;

/// <summary>A process of this machine, told from a later one with the same number by its start time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="StartTime">Clock ticks after the machine's start (proc(5), field 22 of stat).</param>
public readonly record struct LinuxProcess(int Id, long StartTime)
{
    /// <summary>Clock ticks in a second, on every architecture that Linux shows them to programs on (USER_HZ).</summary>
    private const int TicksPerSecond = 100;

    /// <summary>Bytes in a page of memory.</summary>
    private static readonly long Page = Environment.SystemPageSize;

    /// <summary>Null when there is no such process.</summary>
    public static LinuxProcess? Find(int id) => Stat(id) is { State: not ('Z' or 'X') } stat ? new(id, stat.StartTime) : null;

    public bool IsAlive() => Find(Id) == this;

    /// <summary>Bytes of memory that the process and its descendants hold (resident set); 0 when it is gone.</summary>
    public static long ResidentBytes(IEnumerable<int> processes)
    {
        var sum = 0L;
        foreach (var id in processes)
        {
            if (Read($"/proc/{id}/statm") is { } text && text.Split(' ') is [_, var resident, ..])
            {
                sum += long.Parse(resident, CultureInfo.InvariantCulture) * Page;
            }
        }

        return sum;
    }

    /// <summary>Processor time of processes, and of their children that have ended (proc(5), fields 14 to 17 of stat).</summary>
    public static TimeSpan CpuTime(IEnumerable<int> processes)
    {
        var ticks = processes
            .Select(id => Fields(id.ToString(CultureInfo.InvariantCulture)))
            .OfType<string[]>()
            .Sum(fields => fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
        return TimeSpan.FromSeconds(ticks / (double)TicksPerSecond);
    }

    /// <summary>Asks a process to end, by the signal that it may heed; one that is gone does not mind.</summary>
    public static void Terminate(int id) => Posix.Terminate(id);

    /// <summary>From now on, a pipe that nobody reads ends the programs that this process starts, as programs expect.</summary>
    public static void LetChildrenHeedPipes() => Posix.LetChildrenHeedPipes();

    /// <summary>The name of its program, of at most 15 letters; null when it is gone.</summary>
    public static string? NameOf(int id) => Read($"/proc/{id}/comm")?.TrimEnd('\n');

    /// <summary>The process itself and all that it started, as far as they live.</summary>
    public IReadOnlyList<int> WithDescendants()
    {
        List<int> found = [Id];
        for (var next = 0; next < found.Count; next++)
        {
            found.AddRange(ChildrenOf(found[next]));
        }

        return found;
    }

    private static IEnumerable<int> ChildrenOf(int id)
    {
        string[] threads;
        try
        {
            threads = Directory.GetDirectories($"/proc/{id}/task");
        }
        catch (IOException)
        {
            return [];
        }

        return threads
            .SelectMany(thread => (Read(thread + "/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture));
    }

    private static (char State, long StartTime)? Stat(int id) => Fields(id.ToString(CultureInfo.InvariantCulture)) is { } fields
        ? (fields[0][0], long.Parse(fields[19], CultureInfo.InvariantCulture))
        : null;

    /// <summary>From the third field on: the second, a name in parentheses, may hold anything, spaces and parentheses included.</summary>
    private static string[]? Fields(string process) =>
        Read($"/proc/{process}/stat") is { } text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : null;

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
