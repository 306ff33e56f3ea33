using System.Globalization;
using System.Text;

namespace Graticule.Server.Observability;

/// <summary>The Prometheus text format, version 0.0.4.</summary>
internal static class MetricText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder(1 << 13);
        foreach (var family in families)
        {
            text.Append("# HELP ").Append(family.Name).Append(' ');
            AppendEscaped(text, family.Help, quotes: false);
            text.Append("\n# TYPE ").Append(family.Name).Append(' ').Append(family.Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var (labels, series) in family.Series)
            {
                var (value, buckets) = series.Read();
                if (family.Kind == MetricKind.Histogram)
                {
                    AppendHistogram(text, family, labels, value, buckets);
                }
                else
                {
                    AppendSample(text, family.Name, labels, value);
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Adds <c>key="value"</c>, after a comma where there is something before it.</summary>
    public static void AppendLabel(StringBuilder text, string key, string value)
    {
        text.Append(text.Length > 0 ? "," : "").Append(key.Replace('.', '_')).Append("=\"");
        AppendEscaped(text, value, quotes: true);
        text.Append('"');
    }

    /// <summary>Buckets in the text are cumulative: each counts everything up to its bound.</summary>
    private static void AppendHistogram(StringBuilder text, MetricFamily family, string labels, double sum, long[] buckets)
    {
        var before = labels.Length > 0 ? labels + "," : "";
        var count = 0L;
        for (var index = 0; index < buckets.Length; index++)
        {
            count += buckets[index];
            var bound = index < family.Bounds.Count ? Number(family.Bounds[index]) : "+Inf";
            AppendSample(text, family.Name + "_bucket", $"{before}le=\"{bound}\"", count);
        }

        AppendSample(text, family.Name + "_sum", labels, sum);
        AppendSample(text, family.Name + "_count", labels, count);
    }

    private static void AppendSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static void AppendEscaped(StringBuilder text, string value, bool quotes)
    {
        foreach (var sign in value)
        {
            _ = sign switch
            {
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '"' when quotes => text.Append("\\\""),
                _ => text.Append(sign),
            };
        }
    }
}
