using System.Globalization;
using System.Text.Json;

namespace Graticule.Benchmarks;

/// <summary>
/// The figures of one benchmark. Seconds are shown, ratios count: a ratio is checked against its target, and against the stored
/// baseline with room for a noisy machine.
/// </summary>
internal sealed class Report(string name)
{
    /// <summary>How much worse than the baseline a ratio may be before it is called out.</summary>
    private const double Room = 1.3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly SortedDictionary<string, double> _ratios = new(StringComparer.Ordinal);
    private readonly List<string> _misses = [];

    public void Say(string line) => Console.WriteLine($"{name}: {line}");

    /// <summary>Records a ratio of which less is better.</summary>
    /// <param name="what">What is divided by what.</param>
    /// <param name="value">The ratio.</param>
    /// <param name="atMost">The target; null where there is none.</param>
    public void Ratio(string what, double value, double? atMost = null)
    {
        _ratios[what] = Math.Round(value, 3);
        var target = atMost is { } limit ? string.Create(CultureInfo.InvariantCulture, $" (target at most {limit:0.###})") : "";
        Say(string.Create(CultureInfo.InvariantCulture, $"{what} = {value:0.000}{target}"));
        if (value > atMost)
        {
            _misses.Add($"{what} misses its target");
        }
    }

    public void Require(bool holds, string claim)
    {
        Say($"{claim}: {(holds ? "yes" : "NO")}");
        if (!holds)
        {
            _misses.Add(claim);
        }
    }

    /// <summary>Compares with the baseline or rewrites it; the number of misses.</summary>
    public int Close(bool bless)
    {
        var path = Path.Combine("bench", "baselines", $"{name}.json");
        if (bless)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var written = new { machine = $"{Environment.ProcessorCount} cores", ratios = _ratios };
            File.WriteAllText(path, JsonSerializer.Serialize(written, Indented) + "\n");
        }
        else if (File.Exists(path))
        {
            using var stored = JsonDocument.Parse(File.ReadAllText(path));
            foreach (var ratio in stored.RootElement.GetProperty("ratios").EnumerateObject())
            {
                if (_ratios.TryGetValue(ratio.Name, out var now) && now > ratio.Value.GetDouble() * Room)
                {
                    Say(string.Create(CultureInfo.InvariantCulture, $"WORSE than the baseline: {ratio.Name} was {ratio.Value.GetDouble():0.000}, is {now:0.000}"));
                }
            }
        }

        _misses.ForEach(miss => Say($"MISSED: {miss}"));
        return _misses.Count;
    }

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
