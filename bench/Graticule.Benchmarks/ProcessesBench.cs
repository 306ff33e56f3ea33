using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Processes;
using Graticule.Jobs.Storage;

namespace Graticule.Benchmarks;

/// <summary>The first page of the processes, one of them, and the check of a request for it, with 10 and with 1,000 deployed; over HTTP, one request at a time.</summary>
internal static class ProcessesBench
{
    private const int Requests = 300;

    public static async Task RunAsync(Report report)
    {
        var few = await MeasureAsync(10);
        var many = await MeasureAsync(1000);
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"first page {few.List:0.00} ms of 10, {many.List:0.00} ms of 1,000; one {few.Find:0.00} and {many.Find:0.00} ms; check of a request {few.Check:0.00} and {many.Check:0.00} ms"));
        report.Ratio("1,000 processes / 10 processes, first page", many.List / few.List, atMost: 1.5);
        report.Ratio("1,000 processes / 10 processes, one description", many.Find / few.Find, atMost: 1.5);
        report.Ratio("1,000 processes / 10 processes, check of a request", many.Check / few.Check, atMost: 1.5);
    }

    /// <summary>Medians in milliseconds.</summary>
    private static async Task<(double List, double Find, double Check)> MeasureAsync(int count)
    {
        var data = Directory.CreateTempSubdirectory("graticule-bench").FullName;
        try
        {
            await FillAsync(new(data), count);
            await using var server = await ServerProcess.StartAsync(data);
            using var http = new HttpClient { BaseAddress = new(server.Address) };
            return (
                await MedianAsync(() => http.GetByteArrayAsync(new Uri("/ogc-api/processes?f=json&limit=10", UriKind.Relative))),
                await MedianAsync(() => http.GetByteArrayAsync(new Uri("/ogc-api/processes/p0005?f=json", UriKind.Relative))),
                await MedianAsync(async () =>
                {
                    using var body = new StringContent("""{"inputs": {"number": 5}}""", Encoding.UTF8, "application/json");
                    using var response = await http.PostAsync(new Uri("/ogc-api/processes/p0005/validation", UriKind.Relative), body);
                    response.EnsureSuccessStatusCode();
                }));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<double> MedianAsync(Func<Task> request)
    {
        List<double> times = [];
        for (var round = 0; round < Requests * 2; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await request();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Report.Median(times[Requests..]);
    }

    private static async Task FillAsync(DataFolder folder, int count)
    {
        Directory.CreateDirectory(folder.Root);
        await using var database = SqlDatabase.Open(folder, Durability.Process);
        var store = new SqlProcessStore(database);
        await Task.WhenAll(Enumerable.Range(0, count).Select(number =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"p{number:0000}");
            var tool = new JsonObject
            {
                ["class"] = "ExpressionTool",
                ["id"] = id,
                ["requirements"] = new JsonArray(new JsonObject { ["class"] = "InlineJavascriptRequirement" }),
                ["inputs"] = new JsonArray(new JsonObject { ["id"] = "number", ["type"] = "int" }),
                ["outputs"] = new JsonArray(new JsonObject { ["id"] = "twice", ["type"] = "int" }),
                ["expression"] = "${ return {'twice': 2 * inputs.number}; }",
            };
            var document = new JsonObject { ["cwlVersion"] = "v1.2", ["$graph"] = new JsonArray(tool) };
            var package = new Package("cwl", "application/cwl+json", document.ToJsonString(), new() { ["document"] = document.DeepClone(), ["entry"] = $"#{id}" });
            return store.AddAsync(new(Caller.Anonymous.Subject, id, package, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        }));
    }
}
