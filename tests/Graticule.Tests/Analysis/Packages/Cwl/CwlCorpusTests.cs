using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Analysis.Packages.Cwl;

/// <summary>Packages in the form of those that are deployed today.</summary>
public sealed class CwlCorpusTests
{
    public static TheoryData<string> Names => [.. Corpus.Names];

    [Fact]
    public void The_corpus_is_whole() => Assert.Equal(18, Corpus.Names.Count());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_package_has_no_fault_and_needs_no_network(string name)
    {
        var source = new KnownTexts([]);

        var document = await Corpus.ReadAsync(Corpus.Bytes(name), source: source);

        Assert.Empty(source.Asked);
        Assert.Empty(document.Warnings);
        Assert.DoesNotContain("$import", document.Packed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(document.EntryId, document.Packed["$graph"]![0]!["id"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_JSON_form_of_a_package_is_the_same_package(string name)
    {
        var json = Encoding.UTF8.GetBytes(Corpus.Tree(Corpus.Bytes(name)).ToJsonString());

        var fromYaml = await Corpus.ReadAsync(name);
        var fromJson = await Corpus.ReadAsync(json, "application/cwl+json");

        Assert.Equal(fromYaml.Packed.ToJsonString(), fromJson.Packed.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_packed_document_read_again_stays_what_it_is(string name)
    {
        var first = await Corpus.ReadAsync(name);

        var second = await Corpus.ReadAsync(Encoding.UTF8.GetBytes(first.Packed.ToJsonString()), "application/cwl+json", first.Name);

        Assert.Equal(first.Packed.ToJsonString(), second.Packed.ToJsonString());
        Assert.Equal(first.EntryId, second.EntryId);
    }

    [SkippableFact]
    public async Task The_reference_implementation_takes_every_packed_document()
    {
        CwlTool.Need();
        List<(string, string, string)> documents = [];
        foreach (var name in Corpus.Names)
        {
            var document = await Corpus.ReadAsync(name);
            documents.Add((name + ".json", document.Packed.ToJsonString(), document.EntryId));
        }

        var (accepted, said) = await CwlTool.ValidateAsync(documents);

        Assert.True(accepted.All(one => one), said);
    }

    [SkippableFact]
    public async Task The_reference_implementation_runs_a_packed_document_with_named_types()
    {
        CwlTool.Need();
        var document = await Corpus.ReadAsync("test-custom-types");

        var output = await CwlTool.ExecuteAsync(document.Packed, document.EntryId, JsonNode.Parse(
            """
            {
              "bbox_input": {"bbox": [1, 2, 3, 4], "crs": "CRS84"},
              "point_input": {"type": "Point", "coordinates": [7.5, 46.9]},
              "feature_input": {"type": "Feature", "geometry": {"type": "Point", "coordinates": [7.5, 46.9]}, "properties": {"name": "Bern"}},
              "datetime_input": {"value": "2024-05-01T12:00:00Z"},
              "uri_input": {"value": "https://example.org/a"}
            }
            """)!.AsObject());

        Assert.Equal("1,2,3,4 7.5,46.9 Feature 2024-05-01T12:00:00Z https://example.org/a", output["echo_output"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("dnbr", null, "#dnbr", 8)]
    [InlineData("dnbr", "", "#dnbr", 8)]
    [InlineData("dnbr", "nbr_wf", "#nbr_wf", 5)]
    [InlineData("water-bodies", "detect_water_body", "#detect_water_body", 4)]
    [InlineData("snuggs", "clt", "#clt", 1)]
    public async Task Only_what_the_chosen_process_reaches_is_packed(string name, string? workflow, string entry, int processes)
    {
        var document = await Corpus.ReadAsync(name, workflow);

        Assert.Equal(entry, document.EntryId);
        Assert.Equal(processes, document.Packed["$graph"]!.AsArray().Count);
    }
}
