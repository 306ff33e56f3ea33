using System.Text.Json.Nodes;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Graphs;

public sealed class NodeGraphTests
{
    private const string Load = "\"load\":{\"process_id\":\"load_collection\",\"arguments\":{\"id\":\"S2\",\"spatial_extent\":null,\"temporal_extent\":null}}";

    [Fact]
    public void The_minimum_of_an_enhanced_index_is_what_it_was()
    {
        var translated = TestWorld.Translate(EarlyForm.Nodes, """
            {"dc":{"process_id":"load_collection","description":"Loading","arguments":{"id":"Sentinel-2","spatial_extent":{"west":16.1,"east":16.6,"north":48.6,"south":47.2},
               "temporal_extent":["2018-01-01","2018-02-01"],"bands":["B8","B04","B02"]}},
             "evi":{"process_id":"reduce","arguments":{"data":{"from_node":"dc"},"dimension":"spectral","reducer":{"callback":{
               "nir":{"process_id":"array_element","arguments":{"data":{"from_argument":"data"},"index":0}},
               "red":{"process_id":"array_element","arguments":{"data":{"from_argument":"data"},"index":1}},
               "blue":{"process_id":"array_element","arguments":{"data":{"from_argument":"data"},"index":2}},
               "sub":{"process_id":"subtract","arguments":{"data":[{"from_node":"nir"},{"from_node":"red"}]}},
               "p1":{"process_id":"product","arguments":{"data":[6,{"from_node":"red"}]}},
               "p2":{"process_id":"product","arguments":{"data":[-7.5,{"from_node":"blue"}]}},
               "sum":{"process_id":"sum","arguments":{"data":[1,{"from_node":"nir"},{"from_node":"p1"},{"from_node":"p2"}]}},
               "div":{"process_id":"divide","arguments":{"data":[{"from_node":"sub"},{"from_node":"sum"}]}},
               "p3":{"process_id":"multiply","arguments":{"data":[2.5,{"from_node":"div"}]},"result":true}}}}},
             "mintime":{"process_id":"reduce","arguments":{"data":{"from_node":"evi"},"dimension":"temporal","reducer":{"callback":{
               "min":{"process_id":"min","arguments":{"data":{"from_argument":"data"}},"result":true}}}}},
             "save":{"process_id":"save_result","arguments":{"data":{"from_node":"mintime"},"format":"GTiff"},"result":true}}
            """);

        TestWorld.AssertNodes(
            """
            {"dc":{"process_id":"load_collection","arguments":{"id":"Sentinel-2","spatial_extent":{"west":16.1,"east":16.6,"north":48.6,"south":47.2},
               "temporal_extent":["2018-01-01","2018-02-01"],"bands":["B08","B04","B02"]},"description":"Loading"},
             "evi":{"process_id":"reduce_dimension","arguments":{"data":{"from_node":"dc"},"dimension":"bands","reducer":{"process_graph":{
               "nir":{"process_id":"array_element","arguments":{"data":{"from_parameter":"data"},"index":0}},
               "red":{"process_id":"array_element","arguments":{"data":{"from_parameter":"data"},"index":1}},
               "blue":{"process_id":"array_element","arguments":{"data":{"from_parameter":"data"},"index":2}},
               "sub":{"process_id":"subtract","arguments":{"x":{"from_node":"nir"},"y":{"from_node":"red"}}},
               "p1":{"process_id":"product","arguments":{"data":[6,{"from_node":"red"}]}},
               "p2":{"process_id":"product","arguments":{"data":[-7.5,{"from_node":"blue"}]}},
               "sum":{"process_id":"sum","arguments":{"data":[1,{"from_node":"nir"},{"from_node":"p1"},{"from_node":"p2"}]}},
               "div":{"process_id":"divide","arguments":{"x":{"from_node":"sub"},"y":{"from_node":"sum"}}},
               "p3":{"process_id":"product","arguments":{"data":[2.5,{"from_node":"div"}]},"result":true}}}}},
             "mintime":{"process_id":"reduce_dimension","arguments":{"data":{"from_node":"evi"},"dimension":"t","reducer":{"process_graph":{
               "min":{"process_id":"min","arguments":{"data":{"from_parameter":"data"}},"result":true}}}}},
             "save":{"process_id":"save_result","arguments":{"data":{"from_node":"mintime"},"format":"GTiff"},"result":true}}
            """, translated);
        Assert.Equal(2, translated.Remarks.Count);
    }

    [Fact]
    public void Statistics_of_a_polygon_are_what_they_were()
    {
        var translated = TestWorld.Translate(EarlyForm.Nodes, """
            {"loadco1":{"process_id":"load_collection","arguments":{"id":"Sentinel-2","spatial_extent":{"west":16.1,"east":16.6,"north":48.6,"south":47.2,"crs":"EPSG:4326"},
               "temporal_extent":["2017-01-01","2017-02-01"],"bands":["B8"]}},
             "reduce1":{"process_id":"reduce","arguments":{"data":{"from_node":"loadco1"},"dimension":"spectral"}},
             "aggreg1":{"process_id":"aggregate_polygon","arguments":{"data":{"from_node":"reduce1"},
               "polygons":{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[[[16.1,48.3],[16.5,48.3],[16.5,48.1],[16.1,48.3]]]}]},
               "reducer":{"callback":{"mean1":{"process_id":"mean","arguments":{"data":{"from_argument":"data"}},"result":true}}}}},
             "savere1":{"process_id":"save_result","arguments":{"data":{"from_node":"aggreg1"},"format":"JSON"},"result":true}}
            """);

        Assert.Equal(["load_collection", "drop_dimension", "aggregate_spatial", "save_result"], TestWorld.Processes(translated));
        Assert.Equal("bands", (string)TestWorld.ArgumentsOf(translated, "drop_dimension")["name"]!);
        Assert.Equal(4326, (int)TestWorld.ArgumentsOf(translated, "load_collection")["spatial_extent"]!["crs"]!);
        Assert.Equal("FeatureCollection", (string)TestWorld.ArgumentsOf(translated, "aggregate_spatial")["geometries"]!["type"]!);
        Assert.Empty(TestWorld.Check(translated));
    }

    [Fact]
    public void A_script_of_two_values_gets_all_of_them()
    {
        var translated = TestWorld.Translate(EarlyForm.Nodes, """
            {"loadco1":{"process_id":"load_collection","arguments":{"id":"Sentinel-1","spatial_extent":{"west":{"variable_id":"w","type":"number","default":16.1},"east":16.6,"north":48.6,"south":47.2},"temporal_extent":["2017-01-01","2017-02-01"]}},
             "reduce1":{"process_id":"reduce","arguments":{"data":{"from_node":"loadco1"},"dimension":"temporal","reducer":{"callback":{
               "runudf1":{"process_id":"run_udf","arguments":{"data":[{"from_argument":"x"},{"from_argument":"y"}],"udf":"s1_aggregate.py","runtime":"Python"},"result":true}}},"binary":true},"result":true}}
            """, """{"format":"tif"}""");

        Assert.Equal(["load_collection", "reduce_dimension", "save_result"], TestWorld.Processes(translated));
        Assert.Equal("""{"from_parameter":"data"}""", TestWorld.ArgumentsOf(translated, "reduce_dimension")["reducer"]!["process_graph"]!["runudf1"]!["arguments"]!["data"]!.ToJsonString());
        Assert.Equal("GTiff", (string)TestWorld.ArgumentsOf(translated, "save_result")["format"]!);
        Assert.Contains(translated.Remarks, remark => remark.Contains("all values at once", StringComparison.Ordinal));
        Assert.Empty(TestWorld.Check(translated));
    }

    [Fact]
    public void Graphs_of_the_first_drafts_are_read_too()
    {
        var translated = TestWorld.Translate(EarlyForm.Nodes, """
            {"getcol1":{"process_id":"get_collection","arguments":{"name":"Sentinel-2"}},
             "filter1":{"process_id":"filter_temporal","arguments":{"data":{"from_node":"getcol1"},"from":"2017-01-01","to":"2017-01-31"}},
             "filter2":{"process_id":"filter_temporal","arguments":{"data":{"from_node":"getcol1"},"from":"2018-01-01","to":"2018-01-31"}},
             "mergec1":{"process_id":"merge_collections","arguments":{"data1":{"from_node":"filter1"},"data2":{"from_node":"filter2"}}},
             "reduce1":{"process_id":"reduce","arguments":{"data":{"from_node":"mergec1"},"dimension":"temporal","reducer":{"callback":{
               "min1":{"process_id":"min","arguments":{"data":{"from_argument":"dimension_data"},"dimension":{"from_argument":"dimension"}},"result":true}}}}},
             "filter3":{"process_id":"filter_bands","arguments":{"data":{"from_node":"reduce1"},"bands":["nir","red"]}},
             "export1":{"process_id":"export","arguments":{"data":{"from_node":"filter3"},"format":"png"},"result":true}}
            """);

        Assert.Equal(
            ["load_collection", "filter_temporal", "filter_temporal", "merge_cubes", "reduce_dimension", "filter_bands", "save_result"], TestWorld.Processes(translated));
        Assert.Equal("[\"B08\",\"B04\"]", TestWorld.ArgumentsOf(translated, "filter_bands")["bands"]!.ToJsonString());
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("filter_polygon", "\"polygons\":{\"type\":\"Polygon\",\"coordinates\":[[[16,48],[17,48],[17,49],[16,48]]]}", "filter_spatial")]
    [InlineData("mask", "\"mask\":{\"type\":\"Polygon\",\"coordinates\":[[[16,48],[17,48],[17,49],[16,48]]]},\"replacement\":0", "mask_polygon")]
    [InlineData("mask", "\"mask\":{\"from_node\":\"load\"}", "mask")]
    [InlineData("add_dimension", "\"name\":\"u\",\"value\":\"v\"", "add_dimension")]
    [InlineData("trim", "", "trim_cube")]
    [InlineData("filter_bands", "\"common_names\":[\"red\",\"nir\"]", "filter_bands")]
    [InlineData("filter_bands", "\"wavelengths\":[[0.6,0.7],0.842]", "filter_bands")]
    [InlineData("ndvi", "\"name\":\"green\"", "filter_bands")]
    [InlineData("output", "", "inspect")]
    [InlineData("resample_spatial", "\"resolution\":10", "resample_spatial")]
    [InlineData("apply", "\"process\":{\"callback\":{\"lsr\":{\"process_id\":\"linear_scale_range\",\"arguments\":{\"x\":{\"from_argument\":\"x\"},\"inputMin\":-1,\"inputMax\":1},\"result\":true}}}", "apply")]
    [InlineData("filter_temporal", "\"extent\":[\"2017-01-01\",\"2017-02-01\"],\"dimension\":\"temporal\"", "filter_temporal")]
    [InlineData("apply_dimension", "\"dimension\":\"temporal\",\"process\":{\"callback\":{\"s\":{\"process_id\":\"sort\",\"arguments\":{\"data\":{\"from_argument\":\"data\"}},\"result\":true}}}", "apply_dimension")]
    [InlineData("aggregate_temporal", "\"intervals\":[[\"2017-01-01\",\"2017-02-01\"]],\"labels\":[\"January\"],\"dimension\":\"temporal\",\"binary\":false,\"reducer\":{\"callback\":{\"m\":{\"process_id\":\"mean\",\"arguments\":{\"data\":{\"from_argument\":\"data\"}},\"result\":true}}}", "aggregate_temporal")]
    public void A_process_of_cubes_becomes_one_of_today(string process, string arguments, string today)
    {
        var rest = arguments.Length == 0 ? "" : "," + arguments;
        var translated = TestWorld.Translate(
            EarlyForm.Nodes, $$$"""{{{{Load}}},"n":{"process_id":"{{{process}}}","arguments":{"data":{"from_node":"load"}{{{rest}}}},"result":true}}""");

        Assert.Equal(today, (string)translated.Nodes["n"]!["process_id"]!);
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("\"p\":{\"process_id\":\"subtract\",\"arguments\":{\"data\":[{\"from_node\":\"a\"},2,3]},\"result\":true}", "subtract(subtract(a,2),3)")]
    [InlineData("\"p\":{\"process_id\":\"and\",\"arguments\":{\"expressions\":[{\"from_node\":\"a\"},true]},\"result\":true}", "all(a,true)")]
    [InlineData("\"p\":{\"process_id\":\"or\",\"arguments\":{\"expressions\":[{\"from_node\":\"a\"},true]},\"result\":true}", "any(a,true)")]
    [InlineData("\"p\":{\"process_id\":\"xor\",\"arguments\":{\"expressions\":[{\"from_node\":\"a\"},true]},\"result\":true}", "xor(a,true)")]
    [InlineData("\"p\":{\"process_id\":\"not\",\"arguments\":{\"expression\":true},\"result\":true}", "not(true)")]
    [InlineData("\"p\":{\"process_id\":\"if\",\"arguments\":{\"expression\":true,\"accept\":1,\"reject\":2},\"result\":true}", "if(1,2,true)")]
    [InlineData("\"p\":{\"process_id\":\"clip\",\"arguments\":{\"data\":[1,2],\"min\":0,\"max\":1},\"result\":true}", "array_apply(1,2,process)")]
    [InlineData("\"p\":{\"process_id\":\"normalized_difference\",\"arguments\":{\"band1\":1,\"band2\":{\"from_node\":\"a\"}},\"result\":true}", "normalized_difference(1,a)")]
    [InlineData("\"p\":{\"process_id\":\"power\",\"arguments\":{\"base\":{\"from_node\":\"a\"},\"p\":2},\"result\":true}", "power(a,2)")]
    public void Numbers_are_computed_by_the_processes_of_today(string node, string expected)
    {
        var translated = TestWorld.Translate(EarlyForm.Nodes, $$$"""
            {{{{Load}}},"n":{"process_id":"reduce","arguments":{"data":{"from_node":"load"},"dimension":"spectral","reducer":{"callback":{
              "a":{"process_id":"array_element","arguments":{"data":{"from_argument":"data"},"index":0}},{{{node}}} } } },"result":true}}
            """);

        var callback = translated.Nodes["n"]!["arguments"]!["reducer"]!["process_graph"]!.AsObject();
        Assert.Equal(expected, Shown(callback, "p"));
    }

    [Fact]
    public void The_difference_of_two_cubes_of_a_band_is_taken_pixel_by_pixel()
    {
        var translated = TestWorld.Translate(EarlyForm.Nodes, $$$"""
            {{{{Load}}},"a":{"process_id":"filter_bands","arguments":{"data":{"from_node":"load"},"bands":["B8"]}},"b":{"process_id":"filter_bands","arguments":{"data":{"from_node":"load"},"bands":["B4"]}},
             "n":{"process_id":"normalized_difference","arguments":{"band1":{"from_node":"a"},"band2":{"from_node":"b"}},"result":true}}
            """);

        Assert.Equal(["load_collection", "filter_bands", "filter_bands", "drop_dimension", "drop_dimension", "merge_cubes"], TestWorld.Processes(translated));
        Assert.Empty(TestWorld.Check(translated));
    }

    [Fact]
    public void An_overlap_is_resolved_by_an_array_or_by_two_values()
    {
        foreach (var (resolver, binary) in new[] { ("{\"from_argument\":\"data\"}", "false"), ("[{\"from_argument\":\"x\"},{\"from_argument\":\"y\"}]", "true") })
        {
            var translated = TestWorld.Translate(EarlyForm.Nodes, $$$"""
                {{{{Load}}},"n":{"process_id":"merge_cubes","arguments":{"cube1":{"from_node":"load"},"cube2":{"from_node":"load"},"binary":{{{binary}}},
                  "overlap_resolver":{"callback":{"m":{"process_id":"mean","arguments":{"data":{{{resolver}}} },"result":true} } } },"result":true}}
                """);

            Assert.Equal(
                """[{"from_parameter":"x"},{"from_parameter":"y"}]""",
                translated.Nodes["n"]!["arguments"]!["overlap_resolver"]!["process_graph"]!["m"]!["arguments"]!["data"]!.ToJsonString());
            Assert.Empty(TestWorld.Check(translated));
        }
    }

    [Fact]
    public void A_stored_graph_stands_in_the_place_of_its_call()
    {
        var translated = TestWorld.Translate(
            EarlyForm.Nodes, $$$"""{{{{Load}}},"n":{"process_id":"run_process_graph","arguments":{"id":"mine","variables":{"which":"Sentinel-2"}},"result":true}}""", output: null,
            ("mine", """{"load":{"process_id":"load_collection","arguments":{"id":{"variable_id":"which"},"spatial_extent":null,"temporal_extent":null}},"v":{"process_id":"ndvi","arguments":{"data":{"from_node":"load"}},"result":true}}"""));

        Assert.Equal("Sentinel-2", (string)translated.Nodes["load_1"]!["arguments"]!["id"]!);
        Assert.Equal("load_1", (string)translated.Nodes["v"]!["arguments"]!["data"]!["from_node"]!);
        Assert.Equal("v", (string)translated.Nodes["n"]!["arguments"]!["data"]!["from_node"]!);
        Assert.Empty(TestWorld.Check(translated));
    }

    [Theory]
    [InlineData("""{"n":{"process_id":"load_collection","arguments":{"id":"unknown"},"result":true}}""", "load_collection", "id", "'unknown'")]
    [InlineData("""{"n":{"process_id":"load_collection","arguments":{"id":"S2","bands":["B99"]},"result":true}}""", "load_collection", "bands", "B8A")]
    [InlineData("""{"n":{"process_id":"load_result","arguments":{"id":"132"},"result":true}}""", "load_result", "id", "process graph of that job")]
    [InlineData("""{"n":{"process_id":"subtract","arguments":{"data":{"from_node":"x"}},"result":true}}""", "subtract", "data", "array_element")]
    [InlineData("""{"n":{"process_id":"run_process_graph","arguments":{"id":"mine"},"result":true}}""", "run_process_graph", "id", "none of that id")]
    [InlineData("""{"n":{"process_id":"reduce","arguments":{"data":{"from_node":"x"},"dimension":"t","binary":true,"reducer":{"callback":{"p":{"process_id":"subtract","arguments":{"x":1,"y":2},"result":true}}}}}}""", "reduce", "binary", "'data'")]
    [InlineData("""{"n":{"process_id":"min","arguments":3}}""", "min", null, "'arguments'")]
    [InlineData("""{"n":{"arguments":{}}}""", null, null, "process_id")]
    [InlineData("""{"n":3}""", null, null, "object of nodes")]
    [InlineData("""{}""", null, null, "object of nodes")]
    public void A_fault_names_the_process_the_argument_and_what_would_be_right(string graph, string? process, string? argument, string hint)
    {
        var exception = Assert.Throws<EarlyGraphException>(() => TestWorld.Translate(EarlyForm.Nodes, graph));

        Assert.Equal((process, argument), (exception.Process, exception.Argument));
        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A node as a formula, its arguments in the order of their names.</summary>
    private static string Shown(JsonObject nodes, string id)
    {
        var node = nodes[id]!;
        return (string)node["process_id"]! == "array_element" ? id
            : $"{node["process_id"]}({string.Join(',', node["arguments"]!.AsObject().OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(argument => Value(argument.Key, argument.Value)))})";

        string Value(string name, JsonNode? value) => value switch
        {
            JsonArray items => string.Join(',', items.Select(item => Value(name, item))),
            JsonObject reference when reference["from_node"] is { } from => Shown(nodes, from.GetValue<string>()),
            JsonObject => name,
            _ => value!.ToJsonString(),
        };
    }
}
