using System.Text.Json;

namespace Graticule.Benchmarks;

/// <summary>Peers that come as scripts beside the checkout.</summary>
internal static class Peers
{
    public static string Tools => Environment.GetEnvironmentVariable("GRATICULE_BENCH_TOOLS") ?? "";

    public static string Data => Environment.GetEnvironmentVariable("BENCH_DATA") ?? "";

    /// <summary>PyWPS on SQLite: the result lines of one kind of work; none where the peer is not installed.</summary>
    public static async Task<IReadOnlyList<JsonElement>> PyWpsAsync(string work, Report report)
    {
        var script = Path.Combine(Tools, "ogc_pywps.sh");
        if (!File.Exists(script) || !Command.Exists("gunicorn") || !Command.Exists("nginx"))
        {
            report.Say("PyWPS left out: its script, gunicorn or nginx is missing");
            return [];
        }

        var run = await Command.MeasureAsync("bash", [script], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BENCH_SECS"] = "8",
            ["BENCH_JOBS"] = "200",
            ["PYWPS_DB"] = "sqlite",
        });
        return
        [
            .. run.Output.Split('\n').Where(line => line.StartsWith('{'))
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("work").GetString() == work),
        ];
    }
}
