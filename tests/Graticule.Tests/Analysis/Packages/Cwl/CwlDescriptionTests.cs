using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Cwl;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Analysis.Packages.Cwl;

public sealed class CwlDescriptionTests
{
    public static TheoryData<string> Names => [.. Corpus.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_package_has_the_description_that_was_written_for_it(string name)
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Corpus.Folder, "..", "expected", name + ".json")));

        var description = CwlDescription.Derive(await Corpus.ReadAsync(name));

        Assert.Equal(expected!.ToJsonString(), Write(description).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_description_outlives_storage(string name)
    {
        var document = await Corpus.ReadAsync(name);
        var stored = new CwlDocument(JsonNode.Parse(document.Packed.ToJsonString())!.AsObject(), document.EntryId);

        Assert.Equal(Write(CwlDescription.Derive(document)).ToJsonString(), Write(CwlDescription.Derive(stored)).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_schema_has_nothing_that_the_test_suite_of_the_standard_refuses(string name)
    {
        var description = CwlDescription.Derive(await Corpus.ReadAsync(name));

        foreach (var parameter in description.Inputs.Concat(description.Outputs))
        {
            CheckSchema(parameter.Schema);
        }
    }

    [Theory]
    [InlineData("boolean", "false", """{"type":"boolean","default":false}""")]
    [InlineData("int", "0", """{"type":"integer","format":"int32","minimum":-2147483648,"maximum":2147483647,"default":0}""")]
    [InlineData("string", "''", """{"type":"string","default":""}""")]
    [InlineData("double?", "0.0", """{"type":"number","format":"double","nullable":true,"default":0.0}""")]
    [InlineData("string[]", "[]", """{"type":"string","default":[]}""")]
    public async Task Defaults_that_are_nothing_are_kept(string type, string value, string schema)
    {
        var input = await InputAsync($"{{type: \"{type}\", default: {value}}}");

        Assert.Equal(schema, input.Schema.ToJsonString());
        Assert.Equal(0, input.MinOccurs);
    }

    [Theory]
    [InlineData("string", "string", 1, 1, """{"type":"string"}""")]
    [InlineData("[string]", "string", 1, 1, """{"type":"string"}""")]
    [InlineData("'string[]?'", "string[]?", 0, null, """{"type":"string"}""")]
    [InlineData("'int[][]'", "int[][]", 1, null, """{"type":"array","items":{"type":"integer","format":"int32","minimum":-2147483648,"maximum":2147483647}}""")]
    [InlineData("{type: enum, symbols: [a, b]}", "enum of a, b", 1, 1, """{"type":"string","enum":["a","b"]}""")]
    [InlineData("[long, string]", "[long, string]", 1, 1, """{"anyOf":[{"type":"integer","format":"int64"},{"type":"string"}]}""")]
    [InlineData("['null', long, string]", "[null, long, string]", 0, 1, """{"anyOf":[{"type":"integer","format":"int64"},{"type":"string"}],"nullable":true}""")]
    [InlineData("{type: record, fields: {a: boolean, b: 'float?'}}", "record of a, b", 1, 1, """{"type":"object","properties":{"a":{"type":"boolean"},"b":{"type":"number","format":"float","nullable":true}},"required":["a"]}""")]
    [InlineData("Any", "Any", 1, 1, "{}")]
    public async Task A_type_has_its_schema(string type, string name, int least, int? most, string schema)
    {
        var input = await InputAsync($"{{type: {type}}}");

        Assert.Equal(schema, input.Schema.ToJsonString());
        Assert.Equal((least, most), (input.MinOccurs, input.MaxOccurs));
        Assert.Equal(name, Assert.Single(input.Metadata).Value!.GetValue<string>());
    }

    [Theory]
    [InlineData("format: https://www.iana.org/assignments/media-types/application/geo+json", "application/geo+json")]
    [InlineData("format: http://edamontology.org/format_3752", "text/csv")]
    [InlineData("format: [edam:format_3591, edam:format_3603]", "image/tiff", "image/png")]
    [InlineData("format: https://example.org/unknown", "application/octet-stream")]
    [InlineData("label: none", "application/octet-stream")]
    public async Task A_file_has_the_media_types_of_its_format(string format, params string[] mediaTypes) =>
        Assert.Equal(mediaTypes, (await InputAsync($"{{type: File, {format}}}")).MediaTypes);

    [Theory]
    [InlineData("string_format.yaml#Date", "date")]
    [InlineData("string_format.yaml#IDNHostname", "idn-hostname")]
    [InlineData("string_format.yaml#RelativeJsonPointer", "relative-json-pointer")]
    [InlineData("url.yaml#URL", "uri")]
    public async Task A_text_of_a_named_format_is_a_text(string type, string format)
    {
        var file = type[..type.IndexOf('#', StringComparison.Ordinal)];
        var text = "cwlVersion: v1.2\nclass: CommandLineTool\nbaseCommand: ls\noutputs: []\nrequirements:\n  SchemaDefRequirement:\n    types:\n"
            + $"    - $import: https://raw.githubusercontent.com/eoap/schemas/main/{file}\ninputs:\n  x: https://raw.githubusercontent.com/eoap/schemas/main/{type}\n";

        var input = Assert.Single(CwlDescription.Derive(await Corpus.ReadTextAsync(text)).Inputs);

        Assert.Equal($$"""{"type":"string","format":"{{format}}"}""", input.Schema.ToJsonString());
    }

    [Fact]
    public async Task A_request_is_checked_against_what_was_derived()
    {
        var dnbr = CwlDescription.Derive(await Corpus.ReadAsync("dnbr"));
        var pattern = CwlDescription.Derive(await Corpus.ReadAsync("pattern-12"));
        var good = JsonNode.Parse("""{"aoi": {"bbox": [1, 2, 3, 4]}, "item": {"$href": "https://example.org/i.json"}, "cropped-collection": "https://a.org/a", "ndwi-collection": "https://a.org/b", "water-bodies-collection": "https://a.org/c"}""");

        Assert.Empty(InputCheck.Check(pattern, new() { ProcessId = "pattern-12", Inputs = good!.AsObject() }));
        Assert.Equal(
            ["/inputs/pre_stac_item", "/inputs/post_stac_item"],
            InputCheck.Check(dnbr, new() { ProcessId = "dnbr", Inputs = JsonNode.Parse("""{"post_stac_item": ["a"], "aoi": "1,2,3,4"}""")!.AsObject() }).Select(fault => fault.Pointer));
    }

    [Fact]
    public async Task The_words_of_schema_org_are_found_under_any_prefix()
    {
        const string Text =
            """
            cwlVersion: v1.2
            $namespaces: {so: "http://schema.org/"}
            class: CommandLineTool
            id: tool
            so:version: 1.10
            so:keywords: water, flood
            so:license: MIT
            so:author: Ada Example
            baseCommand: ls
            inputs: []
            outputs: []
            """;

        var description = CwlDescription.Derive(await Corpus.ReadTextAsync(Text));

        Assert.Equal("1.10", description.Version);
        Assert.Equal(["water", "flood"], description.Keywords);
        Assert.Equal(["Licence", "Ada Example"], description.Metadata.Select(fact => fact.Title));
    }

    [Fact]
    public async Task A_document_that_says_no_version_has_none()
    {
        const string Text = "cwlVersion: v1.2\nclass: CommandLineTool\nbaseCommand: ls\ninputs: []\noutputs: []\n";

        Assert.Equal("unknown", CwlDescription.Derive(await Corpus.ReadTextAsync(Text)).Version);
    }

    private static async Task<Parameter> InputAsync(string port)
    {
        var text = $"cwlVersion: v1.2\n$namespaces: {{edam: 'http://edamontology.org/'}}\nclass: CommandLineTool\nbaseCommand: ls\noutputs: []\ninputs:\n  x: {port}\n";
        return Assert.Single(CwlDescription.Derive(await Corpus.ReadTextAsync(text)).Inputs);
    }

    private static void CheckSchema(JsonObject schema)
    {
        foreach (var (name, value) in schema)
        {
            Assert.DoesNotContain(name, (string[])["$ref", "examples", "const"]);
            Assert.False(name.StartsWith("x-", StringComparison.Ordinal));
            Assert.False(name == "type" && value is JsonArray);
            Assert.False(name == "enum" && value is JsonArray { Count: 0 });
            Assert.False(name == "default" && value is null);
            if (name is "properties")
            {
                Assert.All(value!.AsObject(), member => CheckSchema(member.Value!.AsObject()));
            }
            else if (name is "oneOf" or "anyOf" or "allOf")
            {
                Assert.All(value!.AsArray(), member => CheckSchema(member!.AsObject()));
            }
            else if (name is "items")
            {
                CheckSchema(value!.AsObject());
            }
        }
    }

    private static JsonObject Write(ProcessDescription process)
    {
        JsonObject made = new() { ["id"] = process.Id, ["version"] = process.Version, ["title"] = process.Title };
        Add(made, "description", process.Description);
        if (process.Keywords.Count > 0)
        {
            made["keywords"] = new JsonArray([.. process.Keywords.Select(word => (JsonNode)word)]);
        }

        if (process.Links.Count > 0)
        {
            made["links"] = new JsonArray([.. process.Links.Select(link => new JsonArray(link.Relation, link.Href, link.Title, link.MediaType))]);
            made["metadata"] = new JsonArray([.. process.Metadata.Select(fact => new JsonArray(fact.Title, fact.Role, fact.Href, fact.Value?.DeepClone()))]);
        }

        made["inputs"] = Write(process.Inputs);
        made["outputs"] = Write(process.Outputs);
        return made;
    }

    private static JsonObject Write(IReadOnlyList<Parameter> parameters) => new(parameters.Select(parameter =>
    {
        JsonObject made = new() { ["title"] = parameter.Title };
        Add(made, "description", parameter.Description);
        made["minOccurs"] = parameter.MinOccurs;
        made["maxOccurs"] = parameter.MaxOccurs is { } most ? most : "unbounded";
        if (parameter.IsFile)
        {
            made["mediaTypes"] = new JsonArray([.. parameter.MediaTypes.Select(type => (JsonNode)type)]);
        }

        if (parameter.IsFolder)
        {
            made["isFolder"] = true;
        }

        made["cwl:type"] = Assert.Single(parameter.Metadata).Value!.DeepClone();
        made["schema"] = parameter.Schema.DeepClone();
        return KeyValuePair.Create(parameter.Name, (JsonNode?)made);
    }));

    private static void Add(JsonObject made, string name, string? text)
    {
        if (text is not null)
        {
            made[name] = text;
        }
    }
}
