using System.Globalization;
using System.Text.RegularExpressions;

namespace Graticule.Tests.Server.Observability;

/// <summary>A strict reader of the text format 0.0.4, written from its description: whatever it does not know is a fault.</summary>
internal sealed partial class PrometheusText
{
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    private PrometheusText()
    {
    }

    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>Values by name and labels as written, e.g. <c>a{b="c"}</c>.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    public static PrometheusText Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var parsed = new PrometheusText();
        string? family = null;
        foreach (var line in text.Split('\n')[..^1])
        {
            if (Help().Match(line) is { Success: true } help)
            {
                family = help.Groups["name"].Value;
                Assert.DoesNotContain(family, parsed._types.Keys);
            }
            else if (Type().Match(line) is { Success: true } type)
            {
                Assert.Equal(family, type.Groups["name"].Value);
                parsed._types.Add(family!, type.Groups["type"].Value);
            }
            else
            {
                parsed.AddSample(line, family!);
            }
        }

        parsed.CheckHistograms();
        return parsed;
    }

    private void AddSample(string line, string family)
    {
        var sample = Sample().Match(line);
        Assert.True(sample.Success, line);
        var name = sample.Groups["name"].Value;
        string[] suffixes = _types[family] == "histogram" ? ["_bucket", "_sum", "_count"] : [""];
        Assert.Contains(name, suffixes.Select(suffix => family + suffix));
        Assert.True(_types[family] != "counter" || name.EndsWith("_total", StringComparison.Ordinal), line);
        _samples.Add(name + sample.Groups["labels"].Value, Number(sample.Groups["value"].Value));
    }

    /// <summary>Buckets never fall, end with infinity, and that one is the count.</summary>
    private void CheckHistograms()
    {
        foreach (var (family, _) in _types.Where(type => type.Value == "histogram"))
        {
            var buckets = _samples.Where(sample => sample.Key.StartsWith(family + "_bucket{", StringComparison.Ordinal))
                .Select(sample => (Series: Bound().Replace(sample.Key, ""), Bound: Number(Bound().Match(sample.Key).Groups["bound"].Value), sample.Value));
            foreach (var series in buckets.GroupBy(bucket => bucket.Series, StringComparer.Ordinal))
            {
                var ordered = series.ToList();
                Assert.Equal(ordered.Select(bucket => bucket.Bound).Order(), ordered.Select(bucket => bucket.Bound));
                Assert.Equal(ordered.Select(bucket => bucket.Value).Order(), ordered.Select(bucket => bucket.Value));
                Assert.Equal(double.PositiveInfinity, ordered[^1].Bound);
                var count = series.Key.Replace(family + "_bucket", family + "_count", StringComparison.Ordinal).Replace("{}", "", StringComparison.Ordinal);
                Assert.Equal(_samples[count], ordered[^1].Value);
            }
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\\n]|\\\\|\\n)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Type();

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\\\|\\"|\\n)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\\\|\\"|\\n)*")*\})? (?<value>[-+0-9.eE]+|[-+]Inf|NaN)$""",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Sample();

    [GeneratedRegex(",?le=\"(?<bound>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bound();
}
