using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace Graticule.Tests.Server.Dialects.Cdms;

[Collection(CdmsServerCollection.Name)]
public sealed class ResultPagesTests(CdmsServer server)
{
    private const string JsonTop =
        """
        {
            "executionId": "ID",
            "data": [
                {
                    "platform": "orbiting satellite",
                    "device": "scatterometers",
                    "lon": "-117.125",
                    "lat": "32.875",
                    "point": "Point(-117.125 32.875)",
                    "time": 1522584000,
                    "depth": null,
                    "fileurl": "20180401-winds.nc",
                    "id": "47be9823-0b9e-3984-b562-2221c0396ada[[0, 1, 2]]",
                    "source": "finds",
                    "primary": [
                        {
                            "variable_name": "wind_speed",
                            "cf_variable_name": "wind_speed",
                            "variable_value": 24.410003662109375,
                            "variable_unit": null
                        }
                    ],
                    "matches": [
                        {
                            "platform": "SD 1001",
                            "device": null,
                            "lon": "-117.12",
                            "lat": "32.88",
                            "point": "Point(-117.120 32.880)",
                            "time": 1522584060,
                            "depth": 0.5,
                            "fileurl": null,
                            "id": "sd-1,\"a\"@0.5",
                            "source": "shark-2018",
                            "secondary": [
                                {
                                    "variable_name": "sea_water_temperature",
                                    "cf_variable_name": "sea_water_temperature",
                                    "variable_value": 15.5,
                                    "variable_unit": "C"
                                },
                                {
                                    "variable_name": "sea_water_temperature_quality",
                                    "cf_variable_name": "sea_water_temperature_quality",
                                    "variable_value": 1.0,
                                    "variable_unit": null
                                }
                            ]
                        },
                        {
                            "platform": null,
                            "device": null,
                            "lon": "-117.13",
                            "lat": "32.9",
                            "point": "Point(-117.130 32.900)",
                            "time": 1522584061,
                            "depth": null,
                            "fileurl": null,
                            "id": "1522584061:-117.13:32.9@None",
                            "source": "shark-2018",
                            "secondary": []
                        }
                    ]
                }
            ],
            "params": {
                "primary": "finds",
                "matchup": "shark-2018",
                "startTime": 1522540800,
                "endTime": 1522627199,
                "bbox": "-140,10,-110,40",
                "timeTolerance": 86400,
                "radiusTolerance": 50000.0,
                "platforms": "3B",
                "parameter": "mass_concentration_of_chlorophyll_in_sea_water",
                "depthMin": -5.0,
                "depthMax": 5.0
            },
            "bounds": {},
            "count": 1,
            "details": {
                "timeToComplete": 2,
                "numSecondaryMatched": 3,
                "numPrimaryMatched": 2,
                "numUniqueSecondaries": 3,
                "pageNum": 1,
                "pageSize": 1
            }
        }
        """;

    private const string Csv =
        """
        product_version,1.0
        Conventions,"CF-1.6, ACDD-1.3"
        title,Match-ups of satellite and in-situ observations
        history,"Processing_Version = V1.0, Software_Name = Graticule, Software_Version = VERSION"
        institution,
        source,ADDRESS
        standard_name_vocabulary,CF Standard Name Table
        cdm_data_type,"trajectory, station, point, swath, grid"
        processing_level,4
        project,Graticule
        keywords_vocabulary,
        keywords,
        creator_name,Graticule
        creator_email,
        creator_url,ADDRESS
        publisher_name,Graticule
        publisher_email,
        publisher_url,ADDRESS
        acknowledgment,
        Platform,"orbiting satellite, SD 1001, 30"
        time_coverage_start,2018-04-01T00:00:00+0000
        time_coverage_end,2018-04-01T23:59:59+0000
        geospatial_lon_min,-140
        geospatial_lat_min,10
        geospatial_lon_max,-110
        geospatial_lat_max,40
        geospatial_lat_units,degrees_north
        geospatial_lon_units,degrees_east
        geospatial_vertical_min,
        geospatial_vertical_max,5.0
        geospatial_vertical_units,m
        geospatial_vertical_positive,down
        CDMS_matchID,ID
        CDMS_TimeWindow,24.0
        CDMS_TimeWindow_Units,hours
        CDMS_platforms,3B
        CDMS_SearchRadius,50000.0
        CDMS_SearchRadius_Units,m
        CDMS_DatasetMetadata,ADDRESS/cdmslist
        CDMS_primary,finds
        CDMS_secondary,shark-2018
        CDMS_ParameterPrimary,mass_concentration_of_chlorophyll_in_sea_water
        CDMS_time_to_complete,2
        CDMS_time_to_complete_units,seconds
        CDMS_num_secondary_matched,3
        CDMS_num_primary_matched,2
        date_modified,MADE
        date_created,MADE
        URI_Matchup,ADDRESS/cdmsresults?id=ID&output=CSV
        CDMS_page_num,1
        CDMS_page_size,1000

        platform,device,lon,lat,point,time,depth,fileurl,id,source,wind_speed,ice,platform,device,lon,lat,point,time,depth,fileurl,id,source,sea_water_temperature,sea_water_temperature_quality
        orbiting satellite,scatterometers,-117.125,32.875,Point(-117.125 32.875),2018-04-01 12:00:00+00:00,,20180401-winds.nc,"47be9823-0b9e-3984-b562-2221c0396ada[[0, 1, 2]]",finds,24.410003662109375,,SD 1001,,-117.12,32.88,Point(-117.120 32.880),2018-04-01 12:01:00+00:00,0.5,,"sd-1,""a""@0.5",shark-2018,15.5,1.0
        orbiting satellite,scatterometers,-117.125,32.875,Point(-117.125 32.875),2018-04-01 12:00:00+00:00,,20180401-winds.nc,"47be9823-0b9e-3984-b562-2221c0396ada[[0, 1, 2]]",finds,24.410003662109375,,,,-117.13,32.9,Point(-117.130 32.900),2018-04-01 12:01:01+00:00,,,1522584061:-117.13:32.9@None,shark-2018,,
        orbiting satellite,scatterometers,0.0,1e-07,Point(0.000 0.000),1970-01-01 00:00:00+00:00,,20180401-winds.nc,"47be9823-0b9e-3984-b562-2221c0396ada[[0, 1, 3]]",finds,0.0,0.25,30,CTD,179.99999,-0.25,Point(180.000 -0.250),1969-12-31 23:59:59+00:00,0.0,,ü@0.0,shark-2018,-1.0,

        """;

    [Fact]
    public async Task A_page_of_json_is_laid_out_to_the_byte()
    {
        var id = await server.RunAsync("finds");
        var (response, text) = await server.SendAsync($"/cdmsresults?id={id}&pageSize=1");

        Assert.Equal(JsonTop.Replace("ID", id, StringComparison.Ordinal), text);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Zeros_are_values_and_letters_are_escaped()
    {
        var id = await server.RunAsync("finds");
        var text = (await server.SendAsync($"/domsresults?id={id}&pageSize=1&pageNum=2&output=json")).Text;
        var page = JsonNode.Parse(text)!;

        Assert.Equal([0.0, 0.25], page["data"]![0]!["primary"]!.AsArray().Select(value => (double)value!["variable_value"]!));
        Assert.Equal(0.0, (double)page["data"]![0]!["matches"]![0]!["depth"]!);
        Assert.Contains("\"id\": \"\\u00fc@0.0\"", text, StringComparison.Ordinal);
        Assert.Contains("\"lat\": \"1e-07\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simple_results_have_place_time_source_and_values()
    {
        var id = await server.RunAsync("finds");
        var item = (await server.GetJsonAsync($"/cdmsresults?id={id}&simpleResults=true&pageSize=1"))["data"]![0]!.AsObject();
        var (_, csv) = await server.SendAsync($"/cdmsresults?id={id}&simpleResults=true&output=CSV");

        Assert.Equal(["lon", "lat", "source", "time", "primary", "matches"], item.Select(member => member.Key));
        Assert.Equal((-117.125, 32.875, 1522584000), ((double)item["lon"]!, (double)item["lat"]!, (long)item["time"]!));
        Assert.Equal(["lon", "lat", "source", "time", "secondary"], item["matches"]![0]!.AsObject().Select(member => member.Key));
        Assert.Contains(
            "\r\n\r\nlon,lat,source,time,wind_speed,ice,lon,lat,source,time,sea_water_temperature,sea_water_temperature_quality\r\n" +
            "-117.125,32.875,finds,2018-04-01 12:00:00+00:00,24.410003662109375,,-117.12,32.88,shark-2018,2018-04-01 12:01:00+00:00,15.5,1.0\r\n",
            csv,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_csv_is_laid_out_to_the_byte()
    {
        var id = await server.RunAsync("finds", ("depthMin", null));
        var (response, text) = await server.SendAsync($"/cdmsresults?id={id}&output=csv");
        var finished = (await server.Engine.GetAsync("ann", new(Guid.Parse(id)), default)).FinishedAt!.Value;

        var expected = Csv
            .Replace("VERSION", typeof(Graticule.Server.Hosting.ServerHost).Assembly.GetName().Version!.ToString(3), StringComparison.Ordinal)
            .Replace("ADDRESS", server.Address, StringComparison.Ordinal)
            .Replace("ID", id, StringComparison.Ordinal)
            .Replace("MADE", finished.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .ReplaceLineEndings("\r\n");
        Assert.Equal(expected.Replace($"CDMS_match{id}", "CDMS_matchID", StringComparison.Ordinal), text);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.ToString());
        Assert.Equal($"filename=\"CDMS_{id}_page1.csv\"", response.Content.Headers.GetValues("Content-Disposition").Single());
    }

    [Fact]
    public async Task CsvHelper_reads_what_was_found()
    {
        var id = await server.RunAsync("finds");
        var text = (await server.SendAsync($"/cdmsresults?id={id}&output=CSV&filename=mine")).Text;
        var table = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        using var reader = new CsvReader(new StringReader(table), new CsvConfiguration(CultureInfo.InvariantCulture) { DetectColumnCountChanges = true });

        Assert.True(await reader.ReadAsync() && reader.ReadHeader());
        List<(double Wind, string Id, double? Temperature)> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetField<double>("wind_speed"), reader.GetField("id", 1)!, reader.GetField<double?>("sea_water_temperature")));
        }

        Assert.Equal([(24.410003662109375, "sd-1,\"a\"@0.5", 15.5), (24.410003662109375, "1522584061:-117.13:32.9@None", null), (0, "ü@0.0", -1)], rows);
    }

    [Fact]
    public async Task A_page_beyond_the_end_is_empty()
    {
        var id = await server.RunAsync("finds");
        var page = await server.GetJsonAsync($"/cdmsresults?id={id}&pageNum=3&pageSize=1");
        var (_, csv) = await server.SendAsync($"/cdmsresults?id={id}&pageNum=2147483647&pageSize=2147483647&output=CSV");

        Assert.Empty(page["data"]!.AsArray());
        Assert.Equal((0, 2, 3), ((int)page["count"]!, (int)page["details"]!["numPrimaryMatched"]!, (int)page["details"]!["pageNum"]!));
        Assert.EndsWith("CDMS_page_size,2147483647\r\n\r\n\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_of_a_running_job_are_empty_or_not_there_yet()
    {
        var id = await server.SubmitAsync("waits");
        var page = await server.GetJsonAsync($"/cdmsresults?id={id}");

        Assert.Empty(page["data"]!.AsArray());
        Assert.Equal(["executionId", "data", "params", "bounds", "count", "details"], page.AsObject().Select(member => member.Key));
        foreach (var format in (string[])["CSV", "NETCDF"])
        {
            Assert.Equal((409, $"Execution {id} is running: there are {format} results once its status is success"), await server.GetErrorAsync($"/cdmsresults?id={id}&output={format}"));
        }

        Assert.Equal(409, (await server.GetErrorAsync($"/cdmscatalog/{id}/CSV")).Status);
        await server.SendAsync($"/job/cancel?id={id}");
        Assert.Equal((409, $"Execution {id} is cancelled: there are CSV results once its status is success"), await server.GetErrorAsync($"/cdmsresults?id={id}&output=CSV"));
        Assert.Empty((await server.GetJsonAsync($"/cdmsresults?id={id}"))["data"]!.AsArray());
    }

    [Fact]
    public async Task A_page_of_netcdf_is_made_once_however_many_ask_for_it()
    {
        var id = await server.RunAsync("finds");
        var before = server.Export.Runs;

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.SendAsync($"/cdmsresults?id={id}&output=NETCDF&pageSize=7&filename=a\"b")));
        var again = await server.SendAsync($"/cdmsresults?id={id}&output=NETCDF&pageSize=7");

        Assert.Equal(before + 1, server.Export.Runs);
        Assert.Equal($"2 primaries, page 1 of 7, run {before + 1}", answers.Append(again).Select(answer => answer.Text).Distinct(StringComparer.Ordinal).Single());
        Assert.Equal("application/x-netcdf", again.Response.Content.Headers.ContentType!.ToString());
        Assert.Equal($"attachment; filename=\"CDMS_{id}_page1.nc\"", again.Response.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("attachment; filename=\"a_b.nc\"; filename*=UTF-8''a%22b.nc", answers[0].Response.Content.Headers.GetValues("Content-Disposition").Single());

        // Beside the matches, with which it goes; the job that made it is gone.
        Assert.NotNull(server.Files.FindPath($"jobs/{id.Replace("-", "", StringComparison.Ordinal)}/pages/1-of-7.nc"));
        Assert.DoesNotContain((await server.Engine.ListAsync(new() { Owner = "ann", Limit = 1000 }, default)).Jobs, job => job.Spec.ProcessId == "matchup-export");
        Assert.Equal($"2 primaries, page 2 of 7, run {before + 2}", (await server.SendAsync($"/cdmsresults?id={id}&output=NETCDF&pageSize=7&pageNum=2")).Text);
    }

    [Fact]
    public async Task Head_has_the_headers_and_nothing_is_made_for_it()
    {
        var id = await server.RunAsync("finds");
        var before = server.Export.Runs;

        foreach (var (format, mediaType) in new[] { ("JSON", "application/json"), ("CSV", "text/csv"), ("NETCDF", "application/x-netcdf") })
        {
            var (response, text) = await server.SendAsync($"/cdmsresults?id={id}&output={format}", method: "HEAD");
            Assert.Equal((200, mediaType, ""), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString(), text));
        }

        Assert.Equal(before, server.Export.Runs);
    }
}
