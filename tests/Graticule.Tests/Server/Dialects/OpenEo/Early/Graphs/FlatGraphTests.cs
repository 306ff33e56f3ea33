using System.Text.Json.Nodes;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Graphs;

public sealed class FlatGraphTests
{
    private const string Source = """{"process_id":"get_collection","name":"Sentinel-2A"}""";

    [Fact]
    public void Arguments_stand_beside_the_process()
    {
        var translated = TestWorld.Translate(EarlyForm.Flat, """
            {"process_id":"stretch_colors","imagery":{"process_id":"min_time","process_description":"The least greenness","imagery":{"process_id":"NDVI","imagery":{"process_id":"filter_bbox",
              "imagery":{"process_id":"filter_daterange","imagery":{"process_id":"get_collection","name":"COPERNICUS/S2"},"extent":["2018-01-01T00:00:00Z","2018-01-31T23:59:59Z"]},
              "extent":{"west":16.1,"south":47.2,"east":16.6,"north":48.6}},"red":"B4","nir":"B8"}},"min":-1,"max":1}
            """, """{"format":"GTiff","parameters":{"tiled":true}}""");

        TestWorld.AssertNodes(
            """
            {"loadcollection1":{"process_id":"load_collection","arguments":{"id":"COPERNICUS/S2","spatial_extent":null,"temporal_extent":null}},
             "filtertemporal1":{"process_id":"filter_temporal","arguments":{"data":{"from_node":"loadcollection1"},"extent":["2018-01-01T00:00:00Z","2018-01-31T23:59:59Z"]}},
             "filterbbox1":{"process_id":"filter_bbox","arguments":{"data":{"from_node":"filtertemporal1"},"extent":{"west":16.1,"south":47.2,"east":16.6,"north":48.6}}},
             "ndvi1":{"process_id":"ndvi","arguments":{"data":{"from_node":"filterbbox1"},"nir":"B08","red":"B04"}},
             "reducedimension1":{"process_id":"reduce_dimension","arguments":{"data":{"from_node":"ndvi1"},
               "reducer":{"process_graph":{"min1":{"process_id":"min","arguments":{"data":{"from_parameter":"data"}},"result":true}}},"dimension":"t"}},
             "apply1":{"process_id":"apply","arguments":{"data":{"from_node":"reducedimension1"},"process":{"process_graph":{"linearscalerange1":{"process_id":"linear_scale_range",
               "arguments":{"x":{"from_parameter":"x"},"inputMin":-1,"inputMax":1,"outputMin":0,"outputMax":255},"result":true}}}}},
             "saveresult1":{"process_id":"save_result","arguments":{"data":{"from_node":"apply1"},"format":"GTiff","options":{"tiled":true}},"result":true}}
            """, translated);
    }

    [Fact]
    public void Statistics_take_regions_as_geojson_and_periods()
    {
        var translated = TestWorld.Translate(EarlyForm.Flat, $$$"""
            {"process_id":"zonal_statistics","imagery":{"process_id":"filter_bands","imagery":{{{Source}}},"bands":"B8"},
             "regions":{"type":"Polygon","coordinates":[[[16,48],[17,48],[17,49],[16,48]]]},"func":"mean","scale":1000,"interval":"month"}
            """, """{"format":"GPKG"}""");

        Assert.Equal(
            ["load_collection", "filter_bands", "aggregate_temporal_period", "load_geojson", "aggregate_spatial", "save_result"], TestWorld.Processes(translated));
        Assert.Equal("month", (string)TestWorld.ArgumentsOf(translated, "aggregate_temporal_period")["period"]!);
        Assert.Contains("'scale'", Assert.Single(translated.Remarks), StringComparison.Ordinal);
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("/files/john_doe/polygon1.geojson", "polygon1.geojson", "GeoJSON")]
    [InlineData("/users/me/files/a/b.gpkg", "a/b.gpkg", "GPKG")]
    [InlineData("a/b.fgb", "a/b.fgb", "FlatGeobuf")]
    [InlineData("/users/me/files/", "/", "GeoJSON")]
    [InlineData("/users/me/files/zones/", "zones/", "GeoJSON")]
    public void Regions_are_files_by_their_paths(string path, string plain, string format)
    {
        var translated = TestWorld.Translate(EarlyForm.Flat, $$"""{"process_id":"zonal_statistics","imagery":{{Source}},"regions":"{{path}}"} """);

        var files = TestWorld.ArgumentsOf(translated, "load_uploaded_files");
        Assert.Equal((plain, format), ((string)files["paths"]![0]!, (string)files["format"]!));
    }

    [Fact]
    public void Scripts_are_processes_of_their_own()
    {
        var translated = TestWorld.Translate(EarlyForm.Flat, """
            {"process_id":"aggregate_time","script":"/files/john_doe/s1_aggregate.py","imagery":{"process_id":"filter_daterange","imagery":{"process_id":"filter_bbox",
              "imagery":{"process_id":"get_collection","name":"Sentinel-1"},"extent":{"west":16.1,"south":47.2,"east":16.6,"north":48.6}},"extent":["2017-01-01T00:00:00Z","2017-01-31T23:59:59Z"]}}
            """);

        Assert.Equal(["load_collection", "filter_bbox", "filter_temporal", "apply_dimension"], TestWorld.Processes(translated));
        Assert.Equal("s1_aggregate.py", (string)TestWorld.ArgumentsOf(translated, "apply_dimension")["process"]!["process_graph"]!["runudf1"]!["arguments"]!["udf"]!);
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("""{"process_id":"filter_bbox","imagery":SOURCE,"left":652000,"right":672000,"top":5161000,"bottom":5181000,"srs":"EPSG:32632"}""")]
    [InlineData("""{"process_id":"filter_bbox","imagery":SOURCE,"west":652000,"east":672000,"north":5161000,"south":5181000,"srs":"EPSG:32632"}""")]
    [InlineData("""{"process_id":"filter_bbox","imagery":SOURCE,"extent":{"west":652000,"east":672000,"north":5161000,"south":5181000,"crs":"EPSG:32632"}}""")]
    [InlineData("""{"process_id":"get_collection","name":"Sentinel-2A","spatial_extent":{"west":652000,"east":672000,"north":5161000,"south":5181000,"crs":"EPSG:32632"}}""")]
    public void Boxes_are_written_in_many_ways(string graph)
    {
        var translated = TestWorld.Translate(EarlyForm.Flat, graph.Replace("SOURCE", Source, StringComparison.Ordinal));

        Assert.Equal(
            """{"west":652000,"south":5161000,"east":672000,"north":5181000,"crs":32632}""", TestWorld.ArgumentsOf(translated, "filter_bbox")["extent"]!.ToJsonString());
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("\"extent\":\"2017-01-01/2017-01-31\"", "[\"2017-01-01\",\"2017-02-01\"]")]
    [InlineData("\"extent\":[\"2017-01-01\",\"2017-01-31\"]", "[\"2017-01-01\",\"2017-02-01\"]")]
    [InlineData("\"extent\":[\"2017-01-01T00:00:00Z\",null]", "[\"2017-01-01T00:00:00Z\",null]")]
    [InlineData("\"from\":\"2017-04-01\",\"to\":\"2017-05-01\"", "[\"2017-04-01\",\"2017-05-02\"]")]
    public void Dates_are_written_in_many_ways(string interval, string expected)
    {
        var translated = TestWorld.Translate(EarlyForm.Flat, $$"""{"process_id":"filter_daterange","imagery":{{Source}},{{interval}}}""");

        Assert.Equal(expected, TestWorld.ArgumentsOf(translated, "filter_temporal")["extent"]!.ToJsonString());
    }

    [Fact]
    public void A_variable_has_its_default_and_what_came_with_the_request_goes_before_it()
    {
        const string graph = """
            {"process_id":"min_time","imagery":{"process_id":"get_data","data_id":{"variable_id":"product","description":"Identifier","type":"string","default":"S2_L2A_T32TPS_20M"}}}
            """;
        var world = TestWorld.With() with { Variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["product"] = "Sentinel2-L1C" } };

        var (usual, given) = (TestWorld.Translate(EarlyForm.Flat, graph), EarlyGraph.Translate(EarlyForm.Flat, JsonNode.Parse(graph)!, output: null, world));

        Assert.Equal("S2_L2A_T32TPS_20M", (string)TestWorld.ArgumentsOf(usual, "load_collection")["id"]!);
        Assert.Equal("Sentinel2-L1C", (string)TestWorld.ArgumentsOf(given, "load_collection")["id"]!);
    }

    [Fact]
    public void A_stored_graph_takes_the_arguments_of_its_call_as_variables()
    {
        var translated = TestWorld.Translate(
            EarlyForm.Flat, """{"process_id":"/user/least","collection_name":"Sentinel2-L1C"}""", output: null,
            ("least", """{"process_id":"min_time","imagery":{"process_id":"get_collection","name":{"variable_id":"collection_name"}}}"""));

        Assert.Equal("Sentinel2-L1C", (string)TestWorld.ArgumentsOf(translated, "load_collection")["id"]!);
    }

    [Theory]
    [InlineData("""{"process_id":"get_results","job_id":"132"}""", "get_results", null, "process graph of that job")]
    [InlineData("""{"process_id":"get_collection"}""", "get_collection", "name", "name of a collection")]
    [InlineData("""{"process_id":"get_collection","name":{"variable_id":"v"}}""", null, "v", "neither a value nor a default")]
    [InlineData("""{"process_id":"filter_bbox","imagery":SOURCE,"extent":{"west":1,"east":2,"north":3}}""", "filter_bbox", "extent", "'south' is missing")]
    [InlineData("""{"process_id":"filter_daterange","imagery":SOURCE,"extent":[null,null]}""", "filter_daterange", "extent", "two dates")]
    [InlineData("""{"process_id":"zonal_statistics","imagery":SOURCE,"regions":"a.geojson","interval":"decade"}""", "zonal_statistics", "interval", "month")]
    [InlineData("""{"process_id":"zonal_statistics","imagery":SOURCE,"regions":"a.geojson","func":"mod"}""", "zonal_statistics", "func", "median")]
    public void A_fault_names_the_process_the_argument_and_what_would_be_right(string graph, string? process, string? argument, string hint)
    {
        var exception = Assert.Throws<EarlyGraphException>(() => TestWorld.Translate(EarlyForm.Flat, graph.Replace("SOURCE", Source, StringComparison.Ordinal)));

        Assert.Equal((process, argument), (exception.Process, exception.Argument));
        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_process_is_described_and_takes_the_arguments_that_it_lists()
    {
        foreach (var form in new[] { EarlyForm.Nested, EarlyForm.Flat })
        {
            Assert.All(EarlyProcesses.Of(form), process =>
            {
                Assert.EndsWith(".", process.Description, StringComparison.Ordinal);
                Assert.NotEmpty(process.Arguments);
                Assert.Same(process, EarlyProcesses.Find(form, process.Id.ToUpperInvariant()));
            });
            Assert.Equal(EarlyProcesses.Of(form).Count, EarlyProcesses.Of(form).Select(process => process.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
    }
}
