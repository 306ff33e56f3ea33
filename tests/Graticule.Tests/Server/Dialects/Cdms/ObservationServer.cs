using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Tests.Analysis.Observations;
using Graticule.Tests.Jobs.Storage;
using Graticule.Tests.Server.Hosting;

namespace Graticule.Tests.Server.Dialects.Cdms;

/// <summary>The whole server with registered data sets: a grid of 88 days, in-situ observations of two providers, and where it is there the SMAP swath.</summary>
public sealed class ObservationServer : IAsyncLifetime, IDisposable
{
    public const int Days = 88;
    public const string Grid = "L4";
    public const string Swath = "L2";
    public const int Sails = 700;

    private readonly TemporaryFolder _folder = new();
    private readonly ObservationFolder _observations = new();
    private RunningServer _server = null!;

    public HttpClient Http => _server.Http;

    public bool HasSwath { get; } = SharedData.Find("data/ocean/not_empty_smap.h5") is not null;

    public static long FirstDay { get; } = new DateTimeOffset(2018, 7, 5, 9, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public async Task InitializeAsync()
    {
        double[] latitudes = [.. Enumerable.Range(0, 12).Select(row => 40.5 - row)];
        double[] longitudes = [.. Enumerable.Range(0, 15).Select(column => 230.5 + column)];
        for (var file = 0; file < Days; file += 8)
        {
            var first = file;
            int[] times = [.. Enumerable.Range(first, 8).Select(day => (int)(FirstDay + (86400L * day)))];
            _observations.AddGrid(Grid, times, latitudes, longitudes, (step, row, column) => (row + column) % 5 == 0 ? null : 10 + ((first + step) * 0.1) + row);
        }

        _observations.AddText("saildrone-2018", "a.csv", Tracks(3, Sails - 200));
        _observations.AddText("saildrone-2018", "b.csv", Tracks(4, 200));
        _observations.AddText("samos", "s.json", """
            {"provider": "Florida State University, COAPS", "project": "SAMOS", "observations": [
              {"time": "2018-07-06T00:00:00Z", "latitude": 35, "longitude": -126, "depth": -99999, "platform": {"code": "30", "id": "WTEP"}, "meta": "m1",
               "sea_water_temperature": 15.5, "sea_water_temperature_quality": 1, "wind_speed": 0.0},
              {"time": "2018-07-06T00:00:00Z", "latitude": 35.5, "longitude": -126, "depth": 3, "platform": {"code": "31"}, "meta": "m2", "wind_speed": 3.25}]}
            """);
        if (HasSwath)
        {
            _observations.AddCopy(Swath, SharedData.Find("data/ocean/not_empty_smap.h5")!);
        }

        DataFolder data = new(Path.Combine(_folder.Path, "data"));
        ObservationFolder.Scan(_observations.Data, data.Observations);
        _server = await RunningServer.StartAsync(data: data);
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose()
    {
        _observations.Dispose();
        _folder.Dispose();
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return JsonNode.Parse(text)!;
    }

    public async Task<(int Status, JsonNode Body)> FailAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>Points of which several have the same time, some also the same place.</summary>
    private static string Tracks(int seed, int count)
    {
        Random random = new(seed);
        var text = new StringBuilder("time,latitude,longitude,depth,platform,meta,provider,project,sea_water_temperature,sea_water_salinity\n");
        for (var row = 0; row < count; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeSeconds(FirstDay + (3600 * random.Next(60))):yyyy-MM-dd'T'HH:mm:ss'Z'},")
                .Append(CultureInfo.InvariantCulture, $"{30 + random.Next(10)},{-129 + random.Next(10)},{random.Next(3)},{(random.Next(2) == 0 ? "3B" : "30")},{seed}-{row},Saildrone,shark-2018,")
                .Append(random.Next(4) == 0 ? "" : (10 + random.NextDouble()).ToString("R", CultureInfo.InvariantCulture))
                .Append(CultureInfo.InvariantCulture, $",{34 + random.NextDouble()}\n");
        }

        return text.ToString();
    }
}
