using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.Cdms.Insitu;

public sealed class InsituPagesTests(ObservationServer server) : IClassFixture<ObservationServer>
{
    private const string Search = "/insitu/1.0/query_data_doms_custom_pagination";
    private const string All = "?startTime=2018-07-01T00:00:00Z&endTime=2018-07-31T00:00:00Z&bbox=-180,-90,180,90&minDepth=-100000&maxDepth=100000";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(20000)]
    public async Task Pages_followed_until_there_is_no_next_one_are_all_observations_in_order_and_each_once(int itemsPerPage)
    {
        var limit = itemsPerPage == 1 ? "&platform=30&project=SAMOS" : "&project=shark-2018";
        var pages = await WalkAsync($"{Search}{All}{limit}&itemsPerPage={itemsPerPage}");

        var records = pages.SelectMany(page => page["results"]!.AsArray()).ToList();
        var expected = itemsPerPage == 1 ? 1 : ObservationServer.Sails;
        Assert.Equal(expected, records.Count);
        Assert.Equal(expected, records.Select(record => record!["meta"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(records.Select(Key).Order(Comparer<(string, string, double, double, double)>.Create(Compare)), records.Select(Key));
        Assert.Equal(expected, pages[0]["total"]!.GetValue<long>());
        Assert.All(pages.Skip(1), page => Assert.Equal(-1, page["total"]!.GetValue<long>()));
        Assert.All(pages.SkipLast(1), page => Assert.Equal(itemsPerPage, page["results"]!.AsArray().Count));
    }

    [Fact]
    public async Task Pages_by_index_are_the_same_observations()
    {
        var whole = (await server.GetAsync($"{Search}{All}&itemsPerPage=20000"))["results"]!.AsArray().Select(record => record!.ToJsonString()).ToList();
        var pages = await WalkAsync($"/insitu/1.0/query_data_doms{All}&itemsPerPage=150&startIndex=0");

        Assert.Equal(whole, pages.SelectMany(page => page["results"]!.AsArray()).Select(record => record!.ToJsonString()));
        Assert.All(pages, page => Assert.Equal(ObservationServer.Sails + 2, page["total"]!.GetValue<long>()));
    }

    [Fact]
    public async Task A_record_has_all_fields_of_the_schema_and_null_for_what_is_missing()
    {
        var page = await server.GetAsync($"{Search}{All}&provider=Florida%20State%20University%2C%20COAPS&platform=30");

        Assert.Equal(["total", "results", "last", "first", "prev", "next"], page.AsObject().Select(member => member.Key));
        var record = Assert.Single(page["results"]!.AsArray())!.AsObject();
        Assert.Equal(["time", "latitude", "longitude", "depth", "meta", "platform", "device"], record.Take(7).Select(member => member.Key));
        Assert.Equal(["provider", "project", "platform_code", "job_id"], record.TakeLast(4).Select(member => member.Key));
        Assert.Equal("2018-07-06T00:00:00Z", record["time"]!.GetValue<string>());
        Assert.Equal(-99999, record["depth"]!.GetValue<double>());
        Assert.Equal("""{"code":"30","id":"WTEP","type":null}""", record["platform"]!.ToJsonString());
        Assert.Equal(15.5, record["sea_water_temperature"]!.GetValue<double>());
        Assert.Equal("1", record["sea_water_temperature_quality"]!.ToJsonString());
        Assert.Equal("0.0", record["wind_speed"]!.ToJsonString());
        Assert.True(record.TryGetPropertyValue("air_pressure", out var missing) && missing is null);
        Assert.Equal("NA", page["next"]!.GetValue<string>());
        var schema = await server.GetAsync("/insitu/1.0/cdms_schema");
        Assert.All(schema["definitions"]!["observation"]!["properties"]!.AsObject(), property => Assert.True(record.ContainsKey(property.Key), property.Key));
    }

    [Theory]
    [InlineData("&project=SAMOS", "m1 m2")]
    [InlineData("&project=SAMOS&platform=31,99", "m2")]
    [InlineData("&project=SAMOS&variable=sea_water_temperature", "m1")]
    [InlineData("&project=SAMOS&variable=sea_water_temperature,wind_speed", "m1 m2")]
    [InlineData("&project=SAMOS&provider=Saildrone", "")]
    [InlineData("&project=SAMOS&bbox=-126,35,-126,35", "m1")]
    [InlineData("&project=SAMOS&bbox=170,35.5,-126,36", "m2")]
    [InlineData("&project=SAMOS&minDepth=0&maxDepth=5", "m1 m2")]
    [InlineData("&project=SAMOS&minDepth=1&maxDepth=3", "m2")]
    [InlineData("&project=SAMOS&startTime=2018-07-06T00:00:01Z", "")]
    [InlineData("&project=SAMOS&startTime=2018-07-06T00:00:00Z&endTime=2018-07-06T00:00:00Z", "m1 m2")]
    public async Task Observations_are_those_asked_for(string filter, string found)
    {
        var page = await server.GetAsync(Search + All + filter);

        Assert.Equal(found, string.Join(' ', page["results"]!.AsArray().Select(record => record!["meta"]!.GetValue<string>())));
        Assert.Equal(page["results"]!.AsArray().Count, page["total"]!.GetValue<long>());
    }

    [Fact]
    public async Task Columns_leave_out_the_others_but_time_and_place()
    {
        var page = await server.GetAsync($"{Search}{All}&project=SAMOS&platform=31&columns=meta,wind_speed");

        Assert.Equal("""{"time":"2018-07-06T00:00:00Z","latitude":35.5,"longitude":-126.0,"depth":3.0,"meta":"m2","wind_speed":3.25}""", page["results"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task A_search_may_be_posted_in_the_words_of_queries_or_of_the_service_inside()
    {
        using var outer = await server.Http.PostAsJsonAsync(Search, new JsonObject
        {
            ["startTime"] = "2018-07-01T00:00:00Z",
            ["endTime"] = "2018-07-31T00:00:00Z",
            ["bbox"] = "-180,-90,180,90",
            ["minDepth"] = -100000,
            ["maxDepth"] = 100000,
            ["project"] = "SAMOS",
        });
        using var inner = await server.Http.PostAsJsonAsync(Search, new JsonObject
        {
            ["min_time"] = "2018-07-01T00:00:00Z",
            ["max_time"] = "2018-07-31T00:00:00Z",
            ["min_lat_lon"] = new JsonArray(-90, -180),
            ["max_lat_lon"] = new JsonArray(90, 180),
            ["min_depth"] = -100000,
            ["max_depth"] = 100000,
            ["platform_code"] = new JsonArray("31", "30"),
            ["size"] = 1,
            ["project"] = "SAMOS",
        });

        Assert.Equal(2, (await outer.Content.ReadFromJsonAsync<JsonNode>())!["results"]!.AsArray().Count);
        var page = (await inner.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("m1", page["results"]![0]!["meta"]!.GetValue<string>());
        Assert.Equal("m2", (await server.GetAsync(page["next"]!.GetValue<string>()))["results"]![0]!["meta"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("?endTime=2018-07-31T00:00:00Z&bbox=-180,-90,180,90&minDepth=0&maxDepth=5", "'startTime' is a required property")]
    [InlineData("?startTime=2018-07-01T00:00:00Z&endTime=2018-07-31T00:00:00Z&bbox=-180,-90,180,90&maxDepth=5", "'minDepth' is a required property")]
    [InlineData(All + "&bbox=1,2,3", "'bbox' must be four numbers, west, south, east and north in degrees, with commas between, not '1,2,3'.")]
    [InlineData(All + "&minDepth=deep", "'minDepth' must be a number of metres, not 'deep'.")]
    [InlineData(All + "&startTime=soon", "'startTime' must be a time such as 2018-04-01T00:00:00Z, not 'soon'.")]
    [InlineData(All + "&itemsPerPage=-1", "'itemsPerPage' must be a whole number from 0 to 1000000, not '-1'.")]
    [InlineData(All + "&markerTime=2018-07-06T00:00:00Z&markerPlatform=x", "'markerPlatform' must be as the 'next' link of a page has it, not 'x'.")]
    public async Task What_is_missing_or_wrong_is_told_in_the_words_of_the_service(string query, string details)
    {
        var (status, body) = await server.FailAsync(Search + query);

        Assert.Equal(400, status);
        Assert.Equal(new JsonObject { ["message"] = "invalid request body", ["details"] = details }.ToJsonString(), body.ToJsonString());
    }

    [Fact]
    public async Task Statistics_go_by_provider_project_and_platform()
    {
        var providers = (await server.GetAsync("/insitu/1.0/sub_collection_statistics"))["providers"]!.AsArray();

        Assert.Equal(["Florida State University, COAPS", "Saildrone"], providers.Select(provider => provider!["provider"]!.GetValue<string>()));
        var platforms = providers[0]!["projects"]![0]!["platforms"]!.AsArray();
        Assert.Equal(["30", "31"], platforms.Select(platform => platform!["platform_code"]!.GetValue<string>()));
        Assert.Equal((1, 1, 0), (platforms[0]!["total"]!.GetValue<int>(), platforms[0]!["observation_counts"]!["wind_speed"]!.GetValue<int>(), platforms[0]!["observation_counts"]!["air_pressure"]!.GetValue<int>()));
        Assert.Null(platforms[0]!["min_depth"]);
        Assert.Equal(ObservationServer.Sails, providers[1]!["projects"]![0]!["platforms"]!.AsArray().Sum(platform => platform!["total"]!.GetValue<int>()));
    }

    /// <summary>As clients of Apache SDAP do.</summary>
    private async Task<List<JsonNode>> WalkAsync(string first)
    {
        List<JsonNode> pages = [];
        for (var next = first; next != "NA";)
        {
            Assert.True(pages.Count < 1000, "The links go round in a circle.");
            pages.Add(await server.GetAsync(next));
            next = pages[^1]["next"]!.GetValue<string>();
        }

        return pages;
    }

    private static (string Time, string Code, double Depth, double Latitude, double Longitude) Key(JsonNode? record) => (
        record!["time"]!.GetValue<string>(), record["platform_code"]!.GetValue<string>(), record["depth"]!.GetValue<double>(),
        record["latitude"]!.GetValue<double>(), record["longitude"]!.GetValue<double>());

    private static int Compare((string Time, string Code, double, double, double) one, (string Time, string Code, double, double, double) other)
    {
        var order = string.CompareOrdinal(one.Time, other.Time);
        order = order != 0 ? order : string.CompareOrdinal(one.Code, other.Code);
        return order != 0 ? order : (one.Item3, one.Item4, one.Item5).CompareTo((other.Item3, other.Item4, other.Item5));
    }
}
