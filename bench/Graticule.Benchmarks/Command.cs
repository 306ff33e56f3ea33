using System.Diagnostics;
using System.Globalization;

namespace Graticule.Benchmarks;

/// <summary>Whole processes, measured by the operating system's own accounting (GNU time).</summary>
internal static class Command
{
    /// <param name="Wall">Seconds from start to end.</param>
    /// <param name="Cpu">Seconds of user and system time, children included.</param>
    /// <param name="PeakMiB">Largest resident size of any one process.</param>
    /// <param name="Output">What it printed.</param>
    public sealed record Run(double Wall, double Cpu, double PeakMiB, string Output);

    public static bool Exists(string program) => program.Contains('/', StringComparison.Ordinal)
        ? File.Exists(program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<Run> MeasureAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var figures = Path.GetTempFileName();
        var info = new ProcessStartInfo("/usr/bin/time") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-f", "%e %U %S %M", "-o", figures, program, .. arguments])
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            info.Environment[key] = value;
        }

        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}{await errors}");
        }

        var parts = (await File.ReadAllLinesAsync(figures))[^1].Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToList();
        File.Delete(figures);
        return new(parts[0], parts[1] + parts[2], parts[3] / 1024, output);
    }
}
