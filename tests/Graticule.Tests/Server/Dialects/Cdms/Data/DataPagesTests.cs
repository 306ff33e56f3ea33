using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.Cdms.Data;

/// <summary>The assertions of Apache SDAP's own integration tests on data, and what they leave out.</summary>
public sealed class DataPagesTests(ObservationServer server) : IClassFixture<ObservationServer>
{
    [Fact]
    public async Task The_list_has_the_data_sets_of_satellites()
    {
        var list = (await server.GetAsync("/list")).AsArray();

        var item = list.First(found => found!["shortName"]!.GetValue<string>() == ObservationServer.Grid)!.AsObject();
        Assert.Equal(["shortName", "title", "tileCount", "type", "start", "end", "iso_start", "iso_end", "spatial_extent", "metadata"], item.Select(member => member.Key));
        Assert.Equal(server.HasSwath ? 2 : 1, list.Count);
        Assert.Equal("1530781200.0", item["start"]!.ToJsonString());
        Assert.Equal("2018-07-05T09:00:00+0000", item["iso_start"]!.GetValue<string>());
        Assert.Equal("2018-09-30T09:00:00+0000", item["iso_end"]!.GetValue<string>());
        Assert.Equal("-129.50,29.50,-115.50,40.50", item["spatial_extent"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_whole_list_has_the_in_situ_observations_too_and_the_address_to_search_them_at()
    {
        var data = (await server.GetAsync("/cdmslist?nocached=true"))["data"]!.AsObject();

        Assert.Equal(["satellite", "insitu"], data.Select(member => member.Key));
        var insitu = data["insitu"]!.AsArray();
        Assert.Equal(["saildrone-2018", "samos"], insitu.Select(item => item!["name"]!.GetValue<string>()));
        Assert.NotNull(insitu[0]!["metadata"]!["Projects"]![0]!["ShortName"]);
        var found = await server.GetAsync(insitu[0]!["endpoint"]!.GetValue<string>() + "&startTime=2018-07-01T00:00:00Z&endTime=2018-07-31T00:00:00Z&bbox=-180,-90,180,90&minDepth=-10&maxDepth=10");
        Assert.Equal(ObservationServer.Sails, found["total"]!.GetValue<int>());
    }

    [SkippableTheory]
    [InlineData(ObservationServer.Grid, "2018-07-05T00:00:00Z", "2018-07-07T00:00:00Z", "-125,30,-120,35")]
    [InlineData(ObservationServer.Swath, "2015-01-01T00:00:00Z", "2022-01-01T00:00:00Z", "-180,-90,180,90")]
    public async Task Data_in_bounds_lie_inside_of_them(string dataset, string start, string end, string box)
    {
        Skip.If(dataset == ObservationServer.Swath && !server.HasSwath, SharedData.Absent);
        var points = (await server.GetAsync($"/datainbounds?ds={dataset}&startTime={start}&endTime={end}&b={box}")).AsArray();

        double[] edges = [.. box.Split(',').Select(edge => double.Parse(edge, CultureInfo.InvariantCulture))];
        var (first, last) = (DateTimeOffset.Parse(start, CultureInfo.InvariantCulture).ToUnixTimeSeconds(), DateTimeOffset.Parse(end, CultureInfo.InvariantCulture).ToUnixTimeSeconds());
        Assert.NotEmpty(points);
        Assert.All(points, point =>
        {
            Assert.InRange(point!["longitude"]!.GetValue<double>(), edges[0], edges[2]);
            Assert.InRange(point["latitude"]!.GetValue<double>(), edges[1], edges[3]);
            Assert.InRange(point["time"]!.GetValue<long>(), first, last);
            Assert.NotEmpty(point["data"]!["variables"]!.AsArray());
        });
    }

    [Fact]
    public async Task Compact_data_in_bounds_are_the_same_in_a_gzip_file()
    {
        const string Path = $"/datainbounds?ds={ObservationServer.Grid}&startTime=2018-07-05T00:00:00Z&endTime=2018-07-06T00:00:00Z&b=-125,30,-120,35";
        var plain = await server.GetAsync(Path);

        await using var packed = new GZipStream(await server.Http.GetStreamAsync(Path + "&compact=true"), CompressionMode.Decompress);
        Assert.Equal(plain.ToJsonString(), (await JsonNode.ParseAsync(packed))!.ToJsonString());
    }

    [Fact]
    public async Task A_time_series_has_an_entry_for_each_day_with_the_time_of_the_day()
    {
        var answer = await server.GetAsync($"/timeSeriesSpark?ds={ObservationServer.Grid}&startTime=2018-07-05T00:00:00Z&endTime=2018-09-30T23:59:59Z&b=-125,30,-120,35");

        var data = answer["data"]!.AsArray();
        Assert.Equal(["meta", "data", "stats"], answer.AsObject().Select(member => member.Key));
        Assert.Equal(ObservationServer.Days, data.Count);
        Assert.Equal(Enumerable.Range(0, ObservationServer.Days).Select(day => ObservationServer.FirstDay + (86400L * day)), data.Select(step => step![0]!["time"]!.GetValue<long>()));
        Assert.All(data, step => Assert.NotNull(step![0]!["meanLowPass"]));
    }

    [Fact]
    public async Task A_map_has_the_mean_and_the_count_of_each_cell()
    {
        var data = (await server.GetAsync($"/timeAvgMapSpark?ds={ObservationServer.Grid}&startTime=2018-07-05T00:00:00Z&endTime=2018-07-08T00:00:00Z&b=-127,38,-120,41&spark=local,1,1"))["data"]!.AsArray();

        Assert.Equal(3, data.Count);
        var cell = data[2]!.AsArray().First(found => found!["cnt"]!.GetValue<int>() > 0)!.AsObject();
        Assert.Equal(["mean", "cnt", "lat", "lon"], cell.Select(member => member.Key));
        Assert.Equal(10.1, cell["mean"]!.GetValue<double>(), 1e-4);
        Assert.Equal((3, 40.5), (cell["cnt"]!.GetValue<int>(), cell["lat"]!.GetValue<double>()));
    }

    [SkippableTheory]
    [InlineData(ObservationServer.Grid, "2018-09-24T00:00:00Z", "2018-09-30T00:00:00Z", "-125,30,-120,35")]
    [InlineData(ObservationServer.Swath, "2015-01-01T00:00:00Z", "2022-01-01T00:00:00Z", "-180,-90,180,90")]
    public async Task A_subset_is_an_archive_of_one_table_with_rows_inside_the_box_and_the_span(string dataset, string start, string end, string box)
    {
        Skip.If(dataset == ObservationServer.Swath && !server.HasSwath, SharedData.Absent);
        using var response = await server.Http.GetAsync($"/cdmssubset?dataset={dataset}&parameter=sst&startTime={start}&endTime={end}&b={box}&output=ZIP");

        Assert.Equal((200, "application/zip"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("filename=\"download.zip\"", response.Content.Headers.GetValues("Content-Disposition").Single());
        await using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var entry = Assert.Single(archive.Entries);
        Assert.Equal(dataset + ".csv", entry.FullName);
        using var reader = new StreamReader(await entry.OpenAsync());
        var lines = (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        double[] edges = [.. box.Split(',').Select(edge => double.Parse(edge, CultureInfo.InvariantCulture))];
        Assert.StartsWith("longitude,latitude,time,", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length > 10);
        Assert.All(lines.Skip(1).Select(line => line.Split(',')), row =>
        {
            Assert.InRange(double.Parse(row[0], CultureInfo.InvariantCulture), edges[0], edges[2]);
            Assert.InRange(double.Parse(row[1], CultureInfo.InvariantCulture), edges[1], edges[3]);
            Assert.True(string.CompareOrdinal(start, row[2]) <= 0 && string.CompareOrdinal(row[2], end) <= 0);
        });
    }

    [Fact]
    public async Task A_subset_takes_in_situ_observations_by_project_and_leaves_out_deep_ones()
    {
        await using var archive = new ZipArchive(await server.Http.GetStreamAsync(
            $"/cdmssubset?dataset={ObservationServer.Grid}&insitu=SAMOS,saildrone-2018&parameter=wind_speed&startTime=2018-07-06T00:00:00Z&endTime=2018-07-06T00:00:00Z&b=-180,-90,180,90&depthMin=1&platforms=31,3B"));

        Assert.Equal(["L4.csv", "samos.csv", "saildrone-2018.csv"], archive.Entries.Select(entry => entry.FullName));
        using var reader = new StreamReader(await archive.Entries[1].OpenAsync());
        Assert.Contains("-126.0,35.5,2018-07-06T00:00:00Z,m2,3.0,31,", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cdmssubset?startTime=0&endTime=1&b=0,0,1,1&output=ZIP", 400, "Either 'dataset', 'insitu', or both arguments are required")]
    [InlineData("/cdmssubset?dataset=L4&startTime=0&endTime=1&b=0,0,1,1&output=CSV", 400, "'output' must be ZIP, not 'CSV'")]
    [InlineData("/cdmssubset?dataset=nix&startTime=0&endTime=1&b=0,0,1,1&output=ZIP", 404, "Dataset nix is not currently loaded/ingested")]
    [InlineData("/datainbounds?startTime=0&endTime=1&b=0,0,1,1", 400, "'ds' argument is required")]
    [InlineData("/datainbounds?ds=L4&parameter=ice&startTime=0&endTime=1&b=0,0,1,1", 400, "Parameter ice not supported. Must be one of 'sst', 'sss', 'wind'.")]
    [InlineData("/datainbounds?ds=nix&startTime=0&endTime=1&b=0,0,1,1", 404, "Dataset nix is not currently loaded/ingested")]
    [InlineData("/timeSeriesSpark?ds=nix&startTime=0&endTime=1&b=0,0,1,1", 404, "Dataset nix is not currently loaded/ingested")]
    [InlineData("/timeSeriesSpark?ds=L4&startTime=0&endTime=1&b=0,0,1,1", 400, "No data found for selected timeframe")]
    [InlineData("/timeSeriesSpark?ds=L4_CLIM&startTime=0&endTime=1&b=0,0,1,1", 400, "Cannot compute time series on a climatology")]
    [InlineData("/timeSeriesSpark?ds=L4&startTime=2&endTime=1&b=0,0,1,1", 400, "The starting time must be before the ending time. Received startTime: 1970-01-01T00:00:02+0000, endTime: 1970-01-01T00:00:01+0000")]
    [InlineData("/timeSeriesSpark?ds=L4&endTime=1&b=0,0,1,1", 400, "'startTime' argument is required. Can be int value seconds from epoch or string format YYYY-MM-DDTHH:mm:ssZ")]
    [InlineData("/timeAvgMapSpark?ds=L4&startTime=0&endTime=1&b=0,0,1,1", 400, "No data found for selected timeframe")]
    [InlineData("/timeAvgMapSpark?startTime=0&endTime=1&b=0,0,1,1", 400, "'ds' argument is required. Must be a string")]
    public async Task What_is_wrong_is_told_in_the_words_of_the_original(string path, int status, string reason)
    {
        var (found, body) = await server.FailAsync(path);

        Assert.Equal((status, reason), (found, body["error"]!.GetValue<string>()));
        Assert.Equal(status, body["code"]!.GetValue<int>());
    }
}
