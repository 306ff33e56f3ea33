using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Graticule.Raster.Gdal;

namespace Graticule.EndToEnd.Cdms;

/// <summary>What the integration tests of Apache SDAP assert of its service, asserted of this one.</summary>
[Collection(CdmsServerCollection.Name)]
public sealed class SdapTests(CdmsServer server)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>The pairs of a file, found as the reader of the original finds them: by groups and rows of numbers.</summary>
    private const string ReadMatches =
        """
        import sys, netCDF4
        with netCDF4.Dataset(sys.argv[1]) as file:
            groups = list(file.groups.values())
            assert len(groups) == file.dimensions["MatchedGroups"].size and list(file.groups) == ["PrimaryData", "SecondaryData"]
            columns = [[group.variables[name][:] for name in ("lon", "lat", "time")] for group in groups]
            for group in groups:
                netCDF4.num2date(group.variables["time"][:1], group.variables["time"].units)
            for row in file.variables["matchIDs"][:]:
                print(" ".join("%.9f %.9f %d" % tuple(float(column[int(row[side])]) for column in columns[side]) for side in (0, 1)))
        """;

    [Fact]
    public async Task The_version_has_three_numbers() => Assert.Matches(@"^\d+\.\d+\.\d+(-.+)?$", await server.GetTextAsync("/version"));

    [Fact]
    public async Task Each_capability_is_described_and_answers_head()
    {
        var capabilities = (await server.GetJsonAsync("/capabilities")).AsArray();

        Assert.NotEmpty(capabilities);
        foreach (var capability in capabilities)
        {
            Assert.All(["name", "path", "description"], member => Assert.NotEmpty((string)capability![member]!));
            Assert.All(
                capability!["parameters"]!.AsObject(),
                parameter => Assert.All(["name", "type", "description"], member => Assert.NotEmpty((string)parameter.Value![member]!)));
            var path = string.Concat(((string)capability["path"]!).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '.'));
            using var response = await server.HeadAsync(path);
            Assert.True((int)response.StatusCode != 404, path);
        }
    }

    [Fact]
    public async Task The_heart_beats() => Assert.All((await server.GetJsonAsync("/heartbeat")).AsObject(), part => Assert.True((bool)part.Value!));

    [Fact]
    public async Task The_page_of_the_api_shows_its_document()
    {
        Assert.Contains("swagger-ui", await server.GetTextAsync("/apidocs/"), StringComparison.Ordinal);
        Assert.Contains("/match_spark", await server.GetTextAsync("/apidocs/openapi.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Matches_are_where_and_when_they_were_asked_for()
    {
        var job = await server.RunAsync(CdmsServer.Query());
        var primaries = await server.ReadAsync(job);

        Check(primaries, -140, 10, -110, 40, 50_000, 86_400);
        Assert.Equal((int)job["totalPrimaryMatched"]!, primaries.Count);
        Assert.All(primaries, primary => Assert.NotEmpty(primary["matches"]!.AsArray()));
        Assert.Equal((int)job["totalSecondaryMatched"]!, primaries.Sum(primary => primary["matches"]!.AsArray().Count));
        Assert.Equal((int)job["totalUniqueSecondaryMatched"]!, Secondaries(primaries).Select(secondary => (string)secondary["id"]!).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("true", "false")]
    [InlineData("false", "true")]
    public async Task Matching_once_keeps_one_place_and_time_a_primary(string once, string byDistance)
    {
        var primaries = await server.ReadAsync(await server.RunAsync(CdmsServer.Query(("matchOnce", once), ("prioritizeDistance", byDistance), ("rt", "25000"))));

        Check(primaries, -140, 10, -110, 40, 25_000, 86_400);
        var most = primaries.Max(primary => primary["matches"]!.AsArray().Select(match => (Number: (string)match!["lon"]!, (string)match["lat"]!, (long)match["time"]!)).Distinct().Count());
        Assert.Equal(once == "true", most == 1);
    }

    [SkippableFact]
    public async Task Two_grids_are_matched()
    {
        Skip.IfNot(server.HasTemperature, "The real grid is not beside the checkout.");
        var job = await server.RunAsync(CdmsServer.Query(
            ("primary", CdmsServer.Temperature), ("secondary", CdmsServer.Chlorophyll), ("b", "-100,20,-90,30"), ("startTime", "2018-12-31T00:00:00Z"), ("endTime", "2018-12-31T23:59:59Z"),
            ("tt", "30000000"), ("rt", "1000"), ("parameter", null)));
        var primaries = await server.ReadAsync(job);

        Assert.NotEmpty(primaries);
        Check(primaries, -100, 20, -90, 30, 1000, 30_000_000, "2018-12-31");
        Assert.All(Secondaries(primaries), secondary => Assert.Equal("orbiting satellite", (string)secondary["platform"]!));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_runs_no_more()
    {
        // All cells of the world with all that lies within 3000 km of them: longer than anybody waits.
        var job = await server.GetJsonAsync("/match_spark?" + CdmsServer.Query(("b", "-180,-90,180,90"), ("rt", "3000000"), ("matchOnce", "false")));
        Assert.Equal("running", (string)job["status"]!);

        var cancelled = await server.GetJsonAsync(CdmsServer.LinkOf(job, "cancel"));
        Assert.Equal("cancelled", (string)cancelled["status"]!);
        Assert.Equal("cancelled", (string)(await server.GetJsonAsync(CdmsServer.LinkOf(job, "self")))["status"]!);
    }

    [Fact]
    public async Task Csv_has_a_row_for_each_primary_that_is_matched_once()
    {
        var job = await server.RunAsync(CdmsServer.Query());
        var text = await server.GetTextAsync($"/cdmsresults?id={job["executionID"]}&output=CSV");
        var (head, table) = (text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)], text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        var count = head.Split("\r\n").Single(line => line.StartsWith("CDMS_num_primary_matched,", StringComparison.Ordinal)).Split(',')[1];

        Assert.Equal(int.Parse(count, CultureInfo.InvariantCulture), table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
        Assert.Equal((int)job["totalPrimaryMatched"]!, int.Parse(count, CultureInfo.InvariantCulture));
    }

    [SkippableFact]
    public async Task NetCdf_has_the_same_matches_by_number()
    {
        var probe = File.Exists(Python) ? await BuiltProgram.RunAsync(Python, ["-c", "import netCDF4"]) : null;
        Skip.IfNot(probe?.Code == 0, "Python's netCDF4 is not installed.");
        var job = await server.RunAsync(CdmsServer.Query());
        var primaries = await server.ReadAsync(job);
        using var response = await server.GetAsync($"/cdmsresults?id={job["executionID"]}&output=NETCDF&filename=found");
        var path = Path.Combine(server.Sets, $"{job["executionID"]}.nc");
        await File.WriteAllBytesAsync(path, await response.Content.ReadAsByteArrayAsync());

        var run = await BuiltProgram.RunAsync(Python, ["-c", ReadMatches, path]);

        File.Delete(path);
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Equal("attachment; filename=\"found.nc\"", response.Content.Headers.GetValues("Content-Disposition").Single());
        List<double[]> expected = [.. primaries.SelectMany(primary => primary["matches"]!.AsArray().Select(match => (double[])[.. Numbers(primary), .. Numbers(match!)]))];
        List<double[]> found = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(expected.Count, found.Count);

        // Places are stored in 32 bits there.
        Assert.All(expected.Zip(found), pair => Assert.All(pair.First.Zip(pair.Second), one => Assert.Equal(one.First, one.Second, 2e-5)));
    }

    [Fact]
    public async Task The_lists_name_the_data_sets()
    {
        var list = (await server.GetJsonAsync("/list")).AsArray();
        var lists = (await server.GetJsonAsync("/cdmslist"))["data"]!;

        Assert.Contains(list, item => (string)item!["shortName"]! == CdmsServer.Chlorophyll);
        Assert.Contains(lists["satellite"]!.AsArray(), item => (string)item!["shortName"]! == CdmsServer.Chlorophyll);
        Assert.NotEmpty(lists["insitu"]!.AsArray());
    }

    [Fact]
    public async Task Data_in_bounds_are_in_bounds()
    {
        var points = (await server.GetJsonAsync($"/datainbounds?ds={CdmsServer.Chlorophyll}&b=-120,20,-118,22&startTime=2018-04-01T00:00:00Z&endTime=2018-04-02T23:59:59Z")).AsArray();

        Assert.NotEmpty(points);
        Assert.All(points, point =>
        {
            Assert.InRange((double)point!["longitude"]!, -120, -118);
            Assert.InRange((double)point["latitude"]!, 20, 22);
            Assert.InRange((double)point["time"]!, 1522540800, 1522713599);
        });
    }

    [Fact]
    public async Task A_series_has_an_entry_a_day()
    {
        var series = await server.GetJsonAsync($"/timeSeriesSpark?ds={CdmsServer.Chlorophyll}&b=-120,20,-110,30&startTime=2018-03-31T00:00:00Z&endTime=2018-04-02T23:59:59Z");
        var times = series["data"]!.AsArray().Select(step => (long)(double)step![0]!["time"]!).ToList();

        Assert.Equal(3, times.Count);
        Assert.All(times, time => Assert.InRange(time, 1522454400, 1522713599));
    }

    [Fact]
    public async Task A_subset_is_a_table_for_each_data_set()
    {
        using var response = await server.GetAsync(
            $"/cdmssubset?dataset={CdmsServer.Chlorophyll}&b=-120,20,-118,22&startTime=2018-04-01T00:00:00Z&endTime=2018-04-01T23:59:59Z&output=ZIP");
        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        await using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var entry = Assert.Single(archive.Entries);
        using var reader = new StreamReader(await entry.OpenAsync());
        var lines = (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(CdmsServer.Chlorophyll + ".csv", entry.FullName);
        Assert.StartsWith("longitude,latitude,time", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length > 1, "There are no rows.");
        Assert.All(lines.Skip(1).Select(line => line.Split(',')), fields =>
        {
            Assert.InRange(double.Parse(fields[0], CultureInfo.InvariantCulture), -120, -118);
            Assert.InRange(double.Parse(fields[1], CultureInfo.InvariantCulture), 20, 22);
            Assert.Matches("^2018-04-01T[0-9:]{8}Z$", fields[2]);
        });
    }

    /// <summary>In the box, in time, near enough by the geodesic, and no primary twice.</summary>
    private static void Check(IReadOnlyList<JsonNode> primaries, double west, double south, double east, double north, double radius, long seconds, string day = "2018-04-01")
    {
        var start = DateTimeOffset.Parse(day + "T00:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var primary in primaries)
        {
            var (longitude, latitude, time) = Place(primary);
            Assert.InRange(time, start, start + 86_399);
            Assert.InRange(longitude, west, east);
            Assert.InRange(latitude, south, north);
            Assert.True(seen.Add(primary.ToJsonString()), "A primary comes twice.");
            foreach (var match in primary["matches"]!.AsArray())
            {
                var (x, y, at) = Place(match!);
                Assert.InRange(Geodesic.Distance(latitude, longitude, y, x), 0, radius);
                Assert.InRange(Math.Abs(at - time), 0, seconds);
            }
        }
    }

    private static (double Longitude, double Latitude, long Time) Place(JsonNode point) => (CdmsServer.Number(point["lon"]), CdmsServer.Number(point["lat"]), (long)point["time"]!);

    private static double[] Numbers(JsonNode point)
    {
        var (longitude, latitude, time) = Place(point);
        return [longitude, latitude, time];
    }

    private static IEnumerable<JsonNode> Secondaries(IEnumerable<JsonNode> primaries) => primaries.SelectMany(primary => primary["matches"]!.AsArray())!;
}
