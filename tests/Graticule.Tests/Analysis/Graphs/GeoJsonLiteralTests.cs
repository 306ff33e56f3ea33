using System.Text.Json.Nodes;
using Graticule.Analysis.Graphs;

namespace Graticule.Tests.Analysis.Graphs;

/// <summary>GeoJSON in a graph is kept whole, and what refers to something in it is followed all the same.</summary>
public sealed class GeoJsonLiteralTests
{
    [Fact]
    public void GeoJson_without_references_is_a_constant_with_its_text_and_its_members()
    {
        var value = Assert.IsType<ConstantValue>(GraphParser.ParseValue(JsonNode.Parse("""{"type": "Point", "coordinates": [1.5, 2]}""")));

        var read = Assert.IsType<ObjectValue>(value.Value);
        Assert.Equal("Point", read["type"]);
        Assert.Equal([1.5, 2.0], Assert.IsType<ArrayValue>(read["coordinates"]).Items.Cast<double>());
        Assert.Equal("""{"type":"Point","coordinates":[1.5,2]}""", read.Written!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"type": "Point", "coordinates": {"from_parameter": "place"}}""")]
    [InlineData("""{"type": "Point", "coordinates": {"\u0066rom_parameter": "place"}}""")]
    public void A_parameter_within_geojson_is_found(string text)
    {
        var members = Assert.IsType<MembersValue>(GraphParser.ParseValue(JsonNode.Parse(text)));

        Assert.Equal(new ParameterReference("place"), members.Members["coordinates"]);
    }

    [Fact]
    public void A_node_that_is_referred_to_within_geojson_counts_as_used()
    {
        var graph = GraphParser.Parse(JsonNode.Parse("""
            {
              "corner": {"process_id": "array_create", "arguments": {"data": [1, 2]}},
              "area": {"process_id": "load_geojson", "arguments": {"data": {"type": "Point", "coordinates": {"from_node": "corner"}}}, "result": true}
            }
            """));

        Assert.Equal(1, graph.Nodes["corner"].Uses);
    }

    [Fact]
    public void A_word_that_begins_like_a_reference_is_none()
    {
        var value = Assert.IsType<ConstantValue>(GraphParser.ParseValue(JsonNode.Parse("""{"type": "Feature", "geometry": null, "properties": {"from_year": 2020}}""")));

        Assert.Equal(2020.0, Assert.IsType<ObjectValue>(Assert.IsType<ObjectValue>(value.Value)["properties"])["from_year"]);
    }
}
