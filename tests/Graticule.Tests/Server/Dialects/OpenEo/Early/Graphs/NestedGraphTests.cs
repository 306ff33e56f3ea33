using System.Text.Json.Nodes;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Graphs;

public sealed class NestedGraphTests
{
    internal const string MinimumOfNdvi = """
        {"process_id":"min_time","args":{"imagery":{"process_id":"NDVI","args":{"imagery":{"process_id":"filter_daterange","args":{"imagery":{"process_id":"filter_bbox","args":{
          "imagery":{"product_id":"S2_L2A_T32TPS_20M"},"left":652000,"right":672000,"top":5161000,"bottom":5181000,"srs":"EPSG:32632"}},
          "from":"2017-01-01","to":"2017-01-31"}},"red":"B04","nir":"B8A"}}}}
        """;

    internal const string Regions = """
        {"process_id":"zonal_statistics","args":{"imagery":{"process_id":"filter_daterange","args":{"imagery":{"process_id":"filter_bbox","args":{
          "imagery":{"process_id":"filter_bands","args":{"imagery":{"product_id":"Sentinel2-L1C"},"bands":8}},
          "left":16.1,"right":16.6,"top":48.6,"bottom":47.2,"srs":"EPSG:4326"}},"from":"2017-01-01","to":"2017-01-31"}},"regions":"/users/me/files/","func":"avg"}}
        """;

    private const string Load = """{"product_id":"Sentinel2-L1C"}""";

    [Fact]
    public void The_minimum_of_a_vegetation_index_is_what_it_was()
    {
        var translated = TestWorld.Translate(
            EarlyForm.Nested, MinimumOfNdvi, """{"format":"GTiff","tiled":true,"compress":"jpeg","photometric":"YCBCR","jpeg_quality":80}""");

        TestWorld.AssertNodes(
            """
            {"loadcollection1":{"process_id":"load_collection","arguments":{"id":"S2_L2A_T32TPS_20M","spatial_extent":null,"temporal_extent":null}},
             "filterbbox1":{"process_id":"filter_bbox","arguments":{"data":{"from_node":"loadcollection1"},"extent":{"west":652000,"south":5161000,"east":672000,"north":5181000,"crs":32632}}},
             "filtertemporal1":{"process_id":"filter_temporal","arguments":{"data":{"from_node":"filterbbox1"},"extent":["2017-01-01","2017-02-01"]}},
             "ndvi1":{"process_id":"ndvi","arguments":{"data":{"from_node":"filtertemporal1"},"nir":"B8A","red":"B04"}},
             "reducedimension1":{"process_id":"reduce_dimension","arguments":{"data":{"from_node":"ndvi1"},
               "reducer":{"process_graph":{"min1":{"process_id":"min","arguments":{"data":{"from_parameter":"data"}},"result":true}}},"dimension":"t"}},
             "saveresult1":{"process_id":"save_result","arguments":{"data":{"from_node":"reducedimension1"},"format":"GTiff",
               "options":{"tiled":true,"compress":"jpeg","photometric":"YCBCR","jpeg_quality":80}},"result":true}}
            """, translated);
        Assert.Equal(2, translated.Remarks.Count);
        Assert.Contains("ascending", translated.Remarks[0], StringComparison.Ordinal);
        Assert.Contains("2017-01-31, is taken as a whole", translated.Remarks[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_of_the_users_regions_are_what_they_were()
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, Regions, """{"format":"GPKG"}""");

        TestWorld.AssertNodes(
            """
            {"loadcollection1":{"process_id":"load_collection","arguments":{"id":"Sentinel2-L1C","spatial_extent":null,"temporal_extent":null}},
             "filterbands1":{"process_id":"filter_bands","arguments":{"data":{"from_node":"loadcollection1"},"bands":["B08"]}},
             "filterbbox1":{"process_id":"filter_bbox","arguments":{"data":{"from_node":"filterbands1"},"extent":{"west":16.1,"south":47.2,"east":16.6,"north":48.6,"crs":4326}}},
             "filtertemporal1":{"process_id":"filter_temporal","arguments":{"data":{"from_node":"filterbbox1"},"extent":["2017-01-01","2017-02-01"]}},
             "loaduploadedfiles1":{"process_id":"load_uploaded_files","arguments":{"paths":["/"],"format":"GeoJSON"}},
             "aggregatespatial1":{"process_id":"aggregate_spatial","arguments":{"data":{"from_node":"filtertemporal1"},"geometries":{"from_node":"loaduploadedfiles1"},
               "reducer":{"process_graph":{"mean1":{"process_id":"mean","arguments":{"data":{"from_parameter":"data"}},"result":true}}}}},
             "saveresult1":{"process_id":"save_result","arguments":{"data":{"from_node":"aggregatespatial1"},"format":"GPKG"},"result":true}}
            """, translated);
    }

    [Fact]
    public void A_script_makes_another_series_of_each_series()
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, """
            {"process_id":"/udf/Python/aggregate_time","args":{"script":"/users/me/files/s1_aggregate.py","imagery":{"process_id":"filter_daterange","args":{
              "imagery":{"product_id":"Sentinel1-L1-IW-GRD"},"from":"2017-01-01","to":"2017-01-31"}}}}
            """);

        TestWorld.AssertNodes(
            """
            {"loadcollection1":{"process_id":"load_collection","arguments":{"id":"Sentinel1-L1-IW-GRD","spatial_extent":null,"temporal_extent":null}},
             "filtertemporal1":{"process_id":"filter_temporal","arguments":{"data":{"from_node":"loadcollection1"},"extent":["2017-01-01","2017-02-01"]}},
             "applydimension1":{"process_id":"apply_dimension","arguments":{"data":{"from_node":"filtertemporal1"},"process":{"process_graph":{
               "runudf1":{"process_id":"run_udf","arguments":{"udf":"s1_aggregate.py","runtime":"Python","data":{"from_parameter":"data"}},"result":true}}},"dimension":"t"},"result":true}}
            """, translated);
    }

    [Theory]
    [InlineData("reduce_time", "reduce_dimension", "t")]
    [InlineData("window_time", "apply_dimension", "t")]
    [InlineData("apply_pixel", "apply_dimension", "bands")]
    [InlineData("apply_scene", "run_udf", null)]
    public void A_script_gets_what_its_type_says(string type, string process, string? dimension)
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, $$"""{"process_id":"/udf/Python/{{type}}","args":{"script":"s.py","version":"3.11","imagery":{{Load}} } }""");

        Assert.Empty(TestWorld.Check(translated));
        var arguments = TestWorld.ArgumentsOf(translated, process);
        Assert.Equal(dimension, (string?)arguments["dimension"]);
        var script = dimension is null ? arguments : (arguments["process"] ?? arguments["reducer"])!["process_graph"]!["runudf1"]!["arguments"]!;
        Assert.Equal(("s.py", "3.11"), ((string)script["udf"]!, (string)script["version"]!));
    }

    [Theory]
    [InlineData("8", "B08")]
    [InlineData("\"8\"", "B08")]
    [InlineData("\"B8\"", "B08")]
    [InlineData("\"08\"", "B08")]
    [InlineData("\"b08\"", "B08")]
    [InlineData("\"NIR\"", "B08")]
    [InlineData("\"8a\"", "B8A")]
    [InlineData("[\"B8A\", 4, \"blue\"]", "B8A,B04,B02")]
    [InlineData("\"Band 11\"", "B11")]
    public void Bands_go_by_many_names(string bands, string expected)
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, $$$"""{"process_id":"filter_bands","args":{"imagery":{{{Load}}},"bands":{{{bands}}}}}""");

        Assert.Equal(expected, string.Join(',', TestWorld.ArgumentsOf(translated, "filter_bands")["bands"]!.AsArray()));
    }

    [Theory]
    [InlineData("[1300, 2000]", "B10,B11")]
    [InlineData("835.1", "B08")]
    [InlineData("864.8", "B8A")]
    public void Bands_are_found_by_nanometres(string wavelengths, string expected)
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, $$$"""{"process_id":"filter_bands","args":{"collections":[{{{Load}}}],"wavelengths":{{{wavelengths}}}}}""");

        Assert.Equal(expected, string.Join(',', TestWorld.ArgumentsOf(translated, "filter_bands")["bands"]!.AsArray()));
    }

    [Fact]
    public void Wavelengths_of_unknown_bands_are_left_to_the_data()
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, """{"process_id":"filter_bands","args":{"imagery":{"product_id":"bare"},"wavelengths":[600,700]}}""");

        Assert.Equal("[[0.6,0.7]]", TestWorld.ArgumentsOf(translated, "filter_bands")["wavelengths"]!.ToJsonString());
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("\"from\":\"2016-02-28\",\"to\":\"2016-02-29\"", "[\"2016-02-28\",\"2016-03-01\"]")]
    [InlineData("\"to\":\"2016-12-31\"", "[null,\"2017-01-01\"]")]
    [InlineData("\"from\":\"2016-12-31\"", "[\"2016-12-31\",null]")]
    [InlineData("\"from\":\"2017-01-01 09:32:12\",\"to\":\"2017-01-01T12:00:00+02:00\"", "[\"2017-01-01T09:32:12Z\",\"2017-01-01T10:00:00Z\"]")]
    [InlineData("\"from\":\"2017-01-01\",\"to\":\"2017-01-01\"", "[\"2017-01-01\",\"2017-01-02\"]")]
    public void A_last_day_counts_as_a_whole_and_an_instant_does_not(string interval, string expected)
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, $$$"""{"process_id":"filter_daterange","args":{"imagery":{{{Load}}},{{{interval}}}}}""");

        Assert.Equal(expected, TestWorld.ArgumentsOf(translated, "filter_temporal")["extent"]!.ToJsonString());
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("ndvi", "ndvi")]
    [InlineData("calculate_ndvi", "ndvi")]
    [InlineData("find_min", "reduce_dimension")]
    [InlineData("MAX_TIME", "reduce_dimension")]
    public void Processes_go_by_the_names_of_several_servers(string id, string process) => Assert.Contains(
        process, TestWorld.Processes(TestWorld.Translate(EarlyForm.Nested, $$$"""{"process_id":"{{{id}}}","args":{"collection":{{{Load}}}}}""")));

    [Theory]
    [InlineData("avg", "mean")]
    [InlineData("min", "min")]
    [InlineData("max", "max")]
    [InlineData("median", "median")]
    [InlineData("q25", "quantiles,array_element")]
    [InlineData("q75", "quantiles,array_element")]
    public void Statistics_are_made_by_the_reducer_of_their_name(string function, string processes)
    {
        var translated = TestWorld.Translate(
            EarlyForm.Nested, $$$"""{"process_id":"zonal_statistics","args":{"imagery":{{{Load}}},"regions":"/user/me/files/a/polygon1.gpkg","func":"{{{function}}}"}}""", "{}");

        var reducer = TestWorld.ArgumentsOf(translated, "aggregate_spatial")["reducer"]!["process_graph"]!.AsObject();
        Assert.Equal(processes, string.Join(',', reducer.Select(node => (string)node.Value!["process_id"]!)));
        Assert.Equal("""{"paths":["a/polygon1.gpkg"],"format":"GPKG"}""", TestWorld.ArgumentsOf(translated, "load_uploaded_files").ToJsonString());
        Assert.Equal("GPKG", (string)TestWorld.ArgumentsOf(translated, "save_result")["format"]!);
        Assert.Empty(TestWorld.Check(translated));
    }

    [Fact]
    public void Images_are_put_together_with_the_first_before_the_others()
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, $$$"""
            {"process_id":"union","args":{"collection":[{"process_id":"filter_bands","args":{"imagery":{{{Load}}},"bands":8}},{"process_id":"filter_bands","args":{"imagery":{{{Load}}},"bands":5}}]}}
            """);

        Assert.Equal(["load_collection", "filter_bands", "load_collection", "filter_bands", "merge_cubes"], TestWorld.Processes(translated));
        Assert.Equal(
            """{"process_graph":{"first1":{"process_id":"first","arguments":{"data":[{"from_parameter":"x"},{"from_parameter":"y"}]},"result":true}}}""",
            TestWorld.ArgumentsOf(translated, "merge_cubes")["overlap_resolver"]!.ToJsonString());
        Assert.Empty(TestWorld.Check(translated));
    }

    [Fact]
    public void A_stored_graph_stands_for_its_processes_and_takes_what_it_lacks_from_its_call()
    {
        var translated = TestWorld.Translate(
            EarlyForm.Nested,
            $$$"""{"process_id":"min_time","args":{"imagery":{"process_id":"/user/custom_ndvi","args":{"imagery":{{{Load}}},"red":"B04","nir":"B8A"}} } }""",
            output: null,
            ("custom_ndvi", """{"process_id":"NDVI","args":{"imagery":{"process_id":"filter_daterange","args":{"from":"2017-01-01"}}}}"""));

        Assert.Equal(["load_collection", "filter_temporal", "ndvi", "reduce_dimension"], TestWorld.Processes(translated));
        Assert.Equal("B8A", (string)TestWorld.ArgumentsOf(translated, "ndvi")["nir"]!);
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("\"mine\"")]
    [InlineData("{\"process_id\":\"/user/mine\",\"args\":{}}")]
    [InlineData("{\"process_id\":\"process_graph\",\"args\":{\"imagery\":{\"product_id\":\"grey\"},\"uri\":\"http://here.org/api/v0/users/me/process_graphs/mine\"}}")]
    public void A_stored_graph_is_found_by_its_id_and_by_its_address(string graph) =>
        Assert.Equal(["load_collection", "reduce_dimension"], TestWorld.Processes(TestWorld.Translate(EarlyForm.Nested, graph, output: null, ("mine", $$$"""{"process_id":"min_time","args":{"imagery":{{{Load}}}}}"""))));

    [Fact]
    public void Colours_are_stretched_to_bytes()
    {
        var translated = TestWorld.Translate(EarlyForm.Nested, $$$"""{"process_id":"stretch_colors","args":{"imagery":{{{Load}}},"min":-1,"max":1}}""", """{"format":"png"}""");

        Assert.Equal(
            """{"x":{"from_parameter":"x"},"inputMin":-1,"inputMax":1,"outputMin":0,"outputMax":255}""",
            TestWorld.ArgumentsOf(translated, "apply")["process"]!["process_graph"]!["linearscalerange1"]!["arguments"]!.ToJsonString());
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("""{"format":"GTiff","tiled":true}""")]
    [InlineData("""{"format":"tif","args":{"tiled":true}}""")]
    [InlineData("""{"parameters":{"tiled":true}}""")]
    public void Options_may_lie_beside_the_format_or_in_an_object(string output)
    {
        var saved = TestWorld.ArgumentsOf(TestWorld.Translate(EarlyForm.Nested, Load, output), "save_result");

        Assert.Equal("GTiff", (string)saved["format"]!);
        Assert.Equal("""{"tiled":true}""", saved["options"]!.ToJsonString());
    }

    [Fact]
    public void A_reference_system_may_be_written_in_many_ways()
    {
        foreach (var (written, expected) in new[]
        {
            ("\"EPSG:32632\"", "32632"), ("32632", "32632"), ("\"epsg:32632\"", "32632"), ("\"urn:ogc:def:crs:EPSG::32632\"", "32632"),
            ("\"http://www.opengis.net/def/crs/EPSG/0/32632\"", "32632"), ("\"\\u002Bproj=utm \\u002Bzone=32\"", "\"\\u002Bproj=utm \\u002Bzone=32\""),
        })
        {
            var translated = TestWorld.Translate(
                EarlyForm.Nested, $$$"""{"process_id":"filter_bbox","args":{"imagery":{{{Load}}},"left":1,"right":2,"top":3,"bottom":4,"srs":{{{written}}}}}""");

            Assert.Equal(expected, TestWorld.ArgumentsOf(translated, "filter_bbox")["extent"]!["crs"]!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("""{"process_id":"fly","args":{}}""", "fly", null, "filter_bbox")]
    [InlineData("""{"process_id":"min_time","args":{}}""", "min_time", "imagery", "needs")]
    [InlineData("""{"process_id":"min_time","imagery":{"product_id":"a"}}""", "min_time", null, "'args'")]
    [InlineData("""{"process_id":"min_time","args":{"imagery":{"process_id":"min_time","args":{"imagery":{"product_id":"a"}}}}}""", "min_time", "imagery", "no dates any more")]
    [InlineData("""{"process_id":"NDVI","args":{"imagery":{"product_id":"a"},"red":"B99"}}""", "NDVI", "red", "B02")]
    [InlineData("""{"process_id":"NDVI","args":{"imagery":{"product_id":"grey"}}}""", "NDVI", "red", "no bands")]
    [InlineData("""{"process_id":"filter_daterange","args":{"imagery":{"product_id":"a"}}}""", "filter_daterange", "from", "'to'")]
    [InlineData("""{"process_id":"filter_daterange","args":{"imagery":{"product_id":"a"},"from":"January"}}""", "filter_daterange", "from", "2017-01-31")]
    [InlineData("""{"process_id":"filter_daterange","args":{"imagery":{"product_id":"a"},"from":"2017-02-01","to":"2017-01-01"}}""", "filter_daterange", "to", "before")]
    [InlineData("""{"process_id":"filter_bbox","args":{"imagery":{"product_id":"a"},"left":1,"right":2,"top":"3","bottom":4}}""", "filter_bbox", "top", "number")]
    [InlineData("""{"process_id":"filter_bbox","args":{"imagery":{"product_id":"a"},"left":1,"rihgt":2,"top":3,"bottom":4}}""", "filter_bbox", "rihgt", "right")]
    [InlineData("""{"process_id":"filter_bands","args":{"imagery":{"product_id":"a"}}}""", "filter_bands", "bands", "wavelengths")]
    [InlineData("""{"process_id":"filter_bands","args":{"imagery":{"product_id":"a"},"wavelengths":3000}}""", "filter_bands", "wavelengths", "B08 (842 nm)")]
    [InlineData("""{"process_id":"zonal_statistics","args":{"imagery":{"product_id":"a"},"regions":"r.json","func":"mode"}}""", "zonal_statistics", "func", "median")]
    [InlineData("""{"process_id":"zonal_statistics","args":{"imagery":{"product_id":"a"}}}""", "zonal_statistics", "regions", "path")]
    [InlineData("""{"process_id":"/udf/Python/chunkreduce_time","args":{"imagery":{"product_id":"a"},"script":"s.py"}}""", "/udf/Python/chunkreduce_time", null, "aggregate_time")]
    [InlineData("""{"process_id":"/udf/Python","args":{}}""", "/udf/Python", null, "/udf/Python/reduce_time")]
    [InlineData("""{"process_id":"/user/nobody","args":{}}""", "/user/nobody", null, "nobody")]
    [InlineData("""{"process_id":"process_graph","args":{"imagery":{"product_id":"a"},"uri":"http://otherhost.org/graph"}}""", "process_graph", "uri", "/users/me/process_graphs/")]
    [InlineData("""{"process_id":"/user/endless","args":{}}""", "/user/endless", null, "contains itself")]
    [InlineData("""{"product_id":"unknown"}""", "product_id", "product_id", "unknown")]
    [InlineData("""{"left":1}""", null, null, "process_id")]
    [InlineData("""[]""", null, null, "object")]
    public void A_fault_names_the_process_the_argument_and_what_would_be_right(string graph, string? process, string? argument, string hint)
    {
        var exception = Assert.Throws<EarlyGraphException>(() => TestWorld.Translate(
            EarlyForm.Nested, graph, output: null, ("endless", """{"process_id":"/user/endless","args":{}}""")));

        Assert.Equal((process, argument), (exception.Process, exception.Argument));
        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_under_another_name_are_told() =>
        Assert.Contains("'S2' is the data 'Sentinel2-L1C' here.", TestWorld.Translate(EarlyForm.Nested, """{"product_id":"S2"}""").Remarks, StringComparer.Ordinal);

    [Fact]
    public void The_graph_that_is_given_stays_as_it_is()
    {
        var graph = JsonNode.Parse(Regions)!;

        _ = EarlyGraph.Translate(EarlyForm.Nested, graph, [], TestWorld.With());

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Regions), graph));
    }
}
