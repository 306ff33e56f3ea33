using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cdms;

/// <summary>A server with the demo data sets, and, where it can be had, with the real grid of sea surface temperature.</summary>
public sealed class CdmsServer : IAsyncLifetime, IDisposable
{
    public const string Chlorophyll = "JPL-L4-MRVA-CHLA-GLOB-v3.0";

    public const string Drones = "shark-2018";

    public const string Temperature = "MUR25-JPL-L4-GLOB-v04.2";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _sets = Directory.CreateTempSubdirectory("graticule-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private RunningServer? _server;

    public string Address => _server!.Address;

    /// <summary>Whether the real grid is there.</summary>
    public bool HasTemperature { get; private set; }

    /// <summary>Folder of the data sets.</summary>
    public string Sets => _sets;

    public async Task InitializeAsync()
    {
        await MakeAsync(_sets);
        if (Path.GetFullPath(Path.Combine(BuiltProgram.Repository, "../shared/data/ocean")) is var ocean && Directory.Exists(ocean))
        {
            var folder = Directory.CreateDirectory(Path.Combine(_sets, Temperature)).FullName;
            foreach (var file in Directory.GetFiles(ocean, "*MUR25*.nc"))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                HasTemperature = true;
            }
        }

        _server = new RunningServer(["--datasets", _sets]);
        await ScanAsync(_sets, _server.Data);
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? Task.CompletedTask);
        Directory.Delete(_sets, recursive: true);
    }

    public void Dispose()
    {
        _server?.Dispose();
        _http.Dispose();
    }

    /// <summary>Writes the demo data sets.</summary>
    internal static async Task MakeAsync(string folder) => AssertDone(await BuiltProgram.RunAsync("dataset", "demo", folder));

    /// <summary>What the server's own loop does, done before it starts, so that nobody has to wait for it.</summary>
    internal static async Task ScanAsync(string sets, string data) => AssertDone(await BuiltProgram.RunAsync("dataset", "scan", sets, "--index", Path.Combine(data, "observations")));

    /// <summary>The notebook's request, with some parameters as given; null: without.</summary>
    public static string Query(params (string Name, string? Value)[] changes)
    {
        Dictionary<string, string?> parameters = new(StringComparer.Ordinal)
        {
            ["primary"] = Chlorophyll,
            ["secondary"] = Drones,
            ["startTime"] = "2018-04-01T00:00:00Z",
            ["endTime"] = "2018-04-01T23:59:59Z",
            ["tt"] = "86400",
            ["rt"] = "50000",
            ["b"] = "-140,10,-110,40",
            ["platforms"] = "3B",
            ["parameter"] = "mass_concentration_of_chlorophyll_in_sea_water",
            ["depthMin"] = "-5",
            ["depthMax"] = "5",
            ["matchOnce"] = "true",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return string.Join('&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value!)}"));
    }

    /// <param name="path">Below the address of the server, or a whole one.</param>
    public async Task<HttpResponseMessage> GetAsync(string path) => await _http.GetAsync(path.StartsWith("http", StringComparison.Ordinal) ? path : Address + path);

    public async Task<string> GetTextAsync(string path)
    {
        using var response = await GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}: {text}");
        return text;
    }

    public async Task<JsonNode> GetJsonAsync(string path) => JsonNode.Parse(await GetTextAsync(path))!;

    public async Task<HttpResponseMessage> HeadAsync(string path) => await _http.SendAsync(new(HttpMethod.Head, Address + path));

    /// <summary>Makes a match-up, follows its link to itself until it has ended, and gives what it says then.</summary>
    public async Task<JsonNode> RunAsync(string query)
    {
        var job = await GetJsonAsync("/match_spark?" + query);
        using var patience = new CancellationTokenSource(Patience);
        while ((string)job["status"]! == "running")
        {
            await Task.Delay(50, patience.Token);
            job = await GetJsonAsync(LinkOf(job, "self"));
        }

        return job;
    }

    /// <summary>All primaries of a finished job, found the way its STAC catalog leads.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadAsync(JsonNode job)
    {
        var catalog = await GetJsonAsync(Titled(job, "STAC"));
        var collection = await GetJsonAsync(Titled(catalog, "JSON"));
        List<JsonNode> found = [];
        List<string> pages = [.. collection["links"]!.AsArray().Select(link => (string)link!["href"]!).Where(address => address.Contains("output=JSON", StringComparison.Ordinal))];
        Assert.NotEmpty(pages);
        foreach (var address in pages)
        {
            var page = await GetJsonAsync(address);
            Assert.Equal(page["data"]!.AsArray().Count, (int)page["count"]!);
            found.AddRange(page["data"]!.AsArray().OfType<JsonNode>());
        }

        return found;
    }

    public static string LinkOf(JsonNode job, string relation) => (string)job["links"]!.AsArray().First(link => (string)link!["rel"]! == relation)!["href"]!;

    /// <summary>A coordinate, which results write as text.</summary>
    public static double Number(JsonNode? text) => double.Parse((string)text!, CultureInfo.InvariantCulture);

    private static string Titled(JsonNode document, string word) =>
        (string)document["links"]!.AsArray().First(link => ((string?)link!["title"])?.Contains(word, StringComparison.Ordinal) == true)!["href"]!;

    private static void AssertDone(Finished run) => Assert.True(run.Code == 0, run.Output + run.Error);
}

/// <summary>One server for all tests of the dialect.</summary>
[CollectionDefinition(Name)]
public sealed class CdmsServerCollection : ICollectionFixture<CdmsServer>
{
    public const string Name = "cdms server";
}
