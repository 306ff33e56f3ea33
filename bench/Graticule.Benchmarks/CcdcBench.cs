using System.Globalization;

namespace Graticule.Benchmarks;

/// <summary>
/// Change detection over a made-up chip of 100 x 100 pixels: pixels a second and core, on one thread and on all, as the job that makes a chip's file, and the
/// most memory that each took; how they go with the number of dates. Each number of dates is measured in a process of its own.
/// </summary>
internal static class CcdcBench
{
    private const int UsualDates = 1006;

    /// <summary>Pixels a second and core that are aimed at.</summary>
    private const double Target = 2000;

    private static string Self => System.Reflection.Assembly.GetExecutingAssembly().Location;

    public static async Task RunAsync(Report report)
    {
        report.Say("dates   one core  all cores   as a job   MiB of memory   MB of results");
        foreach (var count in (int[])[500, UsualDates, 2000])
        {
            var run = await Command.MeasureAsync(Environment.ProcessPath!, [Self, CcdcChip.Name, count.ToString(CultureInfo.InvariantCulture)]);
            var figures = CcdcChip.Figures.Read(run.Output);
            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{count,5} {CcdcChip.Pixels / figures.One,10:0} {CcdcChip.Pixels / figures.All,10:0} {CcdcChip.Pixels / figures.Job,10:0} {run.PeakMiB,15:0} {figures.Bytes / 1e6,15:0.0}"));
            if (count == UsualDates)
            {
                report.Ratio($"{Target:0} pixels a second / those of a core", Target * figures.One / CcdcChip.Pixels, 1);
                report.Ratio("time on all cores x cores / time on one", figures.All * Environment.ProcessorCount / figures.One, Environment.ProcessorCount / 1.9);
                report.Ratio("time as a job / time on all cores", figures.Job / figures.All);
                report.Require(figures.Bytes < 8e6, "10,000 results take less than 8 MB");
            }

            report.Require(run.PeakMiB < 1024, string.Create(CultureInfo.InvariantCulture, $"peak memory under 1 GiB with {count} dates"));
        }
    }
}
