namespace Graticule.Server.Dialects.Hpc.Configuration;

/// <summary>What a machine has.</summary>
/// <param name="Cores">At least 1.</param>
/// <param name="MemoryMiB">Of all cores.</param>
/// <param name="Processor">As people read it.</param>
/// <param name="Folders">Where programs are looked for, in this order.</param>
internal sealed record Machine(int Cores, int MemoryMiB, string Processor, IReadOnlyList<string> Folders)
{
    /// <summary>This one.</summary>
    public static Machine Local => new(
        Environment.ProcessorCount,
        (int)Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20, int.MaxValue),
        ProcessorName() ?? "Unknown processor",
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether there is a program of that name.</summary>
    public bool Has(string program) => Folders.Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string? ProcessorName()
    {
        try
        {
            return File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
                .Split(':', 2)[1].Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
