using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Jobs.Processes;

/// <summary>The subset of JSON Schema, keyword by keyword; NJsonSchema is the second opinion where it knows the keyword.</summary>
public sealed class InputCheckTests
{
    [Theory]
    [InlineData("""{"type": "string"}""", """["", "x"]""", """[1, null, {}, [], true]""")]
    [InlineData("""{"type": "number"}""", "[0, -1.5, 1e300]", """["1", null, true]""")]
    [InlineData("""{"type": "integer"}""", "[0, -1, 3.0, 1e3]", """[0.5, "1", null]""")]
    [InlineData("""{"type": "boolean"}""", "[true, false]", """[0, "true"]""")]
    [InlineData("""{"type": ["string", "null"]}""", """["x", null]""", "[1]")]
    [InlineData("""{"type": "string", "nullable": true}""", """["x", null]""", "[1]")]
    [InlineData("""{"enum": ["a", 1, null]}""", """["a", 1, 1.0, null]""", """["b", 2]""")]
    [InlineData("""{"const": {"k": [1]}}""", """[{"k": [1]}]""", """[{"k": [2]}, 1]""")]
    [InlineData("""{"minimum": 1, "maximum": 2}""", "[1, 1.5, 2]", "[0.99, 2.01]")]
    [InlineData("""{"exclusiveMinimum": 1, "exclusiveMaximum": 2}""", "[1.01]", "[1, 2]")]
    [InlineData("""{"minimum": 1, "exclusiveMinimum": true}""", "[1.01]", "[1]")]
    [InlineData("""{"multipleOf": 0.5}""", "[1, 1.5]", "[1.25]")]
    [InlineData("""{"minLength": 2, "maxLength": 3}""", """["ab", "abc", 5]""", """["a", "abcd"]""")]
    [InlineData("""{"pattern": "^[a-z]+$"}""", """["abc"]""", """["abc1", ""]""")]
    [InlineData("""{"pattern": "^(?!x)"}""", """["abc"]""", """["xbc"]""")]
    [InlineData("""{"format": "date-time"}""", """["2024-05-01T12:00:00Z", "2024-05-01T12:00:00.123+02:00", 7]""", """["2024-05-01", "2024-05-01T12:00:00", "soon"]""")]
    [InlineData("""{"format": "date"}""", """["2024-02-29"]""", """["2023-02-29", "2024-2-9"]""")]
    [InlineData("""{"format": "uri"}""", """["http://example.org/a", "urn:ogc:def:crs:EPSG::4326"]""", """["a/b", ""]""")]
    [InlineData("""{"format": "uuid"}""", """["01900000-0000-7000-8000-000000000000"]""", """["x"]""")]
    [InlineData("""{"format": "whatever"}""", """["x", 1]""", "[]")]
    [InlineData("""{"contentEncoding": "base64"}""", """["QUJD", ""]""", """["QUJ", "?"]""")]
    [InlineData("""{"items": {"type": "integer"}, "minItems": 1, "maxItems": 2}""", "[[1], [1, 2], 5]", """[[], [1, 2, 3], ["a"]]""")]
    [InlineData("""{"uniqueItems": true}""", "[[1, 2], []]", "[[1, 1]]")]
    [InlineData("""{"properties": {"p": {"type": "string"}}, "required": ["p"]}""", """[{"p": "x"}, {"p": "x", "q": 1}, 5]""", """[{}, {"p": 1}]""")]
    [InlineData("""{"properties": {"p": {}}, "additionalProperties": false}""", """[{"p": 1}, {}]""", """[{"q": 1}]""")]
    [InlineData("""{"additionalProperties": {"type": "integer"}}""", """[{"p": 1}]""", """[{"p": "x"}]""")]
    [InlineData("""{"oneOf": [{"type": "integer"}, {"minimum": 5}]}""", "[1, 5.5]", "[7, 1.5]")]
    [InlineData("""{"anyOf": [{"type": "integer"}, {"minimum": 5}]}""", "[1, 7, 5.5]", "[1.5]")]
    [InlineData("""{"allOf": [{"type": "integer"}, {"minimum": 5}]}""", "[7]", "[1, 5.5]")]
    [InlineData("""{"allOf": [{"format": "ogc-bbox"}]}""", """[{"bbox": [1, 2, 3, 4]}, {"bbox": [1, 2, 3, 4, 5, 6], "crs": "http://www.opengis.net/def/crs/OGC/0/CRS84h"}]""",
        """[{"bbox": [1, 2, 3]}, {"bbox": [1, 2, 3, "4"]}, [1, 2, 3, 4], {}, {"bbox": [1, 2, 3, 4], "crs": 5}, {"bbox": [1, 2, 3, 1e999]}]""")]
    [InlineData("{}", """[1, "x", null, {}, []]""", "[1e999]")]
    public void A_value_passes_or_fails_as_its_schema_says(string schema, string good, string bad)
    {
        Assert.All(JsonNode.Parse(good)!.AsArray(), value => Assert.Empty(Check(schema, value)));
        Assert.All(JsonNode.Parse(bad)!.AsArray(), value => Assert.NotEmpty(Check(schema, value)));
    }

    [Theory]
    [InlineData("""{"type": "integer"}""")]
    [InlineData("""{"type": ["string", "null"], "minLength": 2}""")]
    [InlineData("""{"enum": ["ab", 3, null]}""")]
    [InlineData("""{"minimum": 1, "maximum": 3, "maxLength": 2}""")]
    [InlineData("""{"type": "array", "items": {"type": "number"}, "minItems": 1}""")]
    [InlineData("""{"type": "object", "properties": {"p": {"type": "integer"}}, "required": ["p"], "additionalProperties": false}""")]
    [InlineData("""{"oneOf": [{"type": "string"}, {"type": "number", "maximum": 2}]}""")]
    [InlineData("""{"anyOf": [{"type": "boolean"}, {"type": "array", "maxItems": 1}]}""")]
    public async Task Another_implementation_comes_to_the_same_verdicts(string schema)
    {
        string[] values = ["null", "true", "0", "1", "2.5", "3", "-7", "\"\"", "\"ab\"", "\"abc\"", "[]", "[1]", "[1, 2]", "[\"x\"]", "{}", """{"p": 1}""", """{"p": "x"}""", """{"p": 1, "q": 2}"""];
        var other = await NJsonSchema.JsonSchema.FromJsonAsync(schema);

        foreach (var value in values)
        {
            Assert.True(other.Validate(value).Count == 0 == (Check(schema, JsonNode.Parse(value)).Count == 0), $"{schema} of {value}");
        }
    }

    [Fact]
    public void A_fault_says_where_it_is_however_deep()
    {
        var schema = """{"items": {"properties": {"a/b": {"items": {"items": {"items": {"items": {"type": "integer"}}}}}}}}""";

        var faults = Check(schema, JsonNode.Parse("""[{}, {"a/b": [[[[1, "x"]]]]}]"""));

        Assert.Equal("/inputs/value/1/a~1b/0/0/0/1", Assert.Single(faults).Pointer);
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_fails_in_a_moment()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var faults = Check("""{"pattern": "^(a+)+(?!b)\\1$"}""", new string('a', 40) + "!");

        Assert.NotEmpty(faults);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Numbers_count_the_same_whatever_made_them()
    {
        const string schema = """{"type": "integer", "minimum": 2}""";

        Assert.All(new JsonNode[] { 2, 2L, 2.0, 2m, (short)2, JsonNode.Parse("2")! }, value => Assert.Empty(Check(schema, value)));
        Assert.All(new JsonNode[] { 1, 1L, 2.5, 1m, (short)1, JsonNode.Parse("1")! }, value => Assert.NotEmpty(Check(schema, value)));
    }

    [Theory]
    [InlineData("""{"two": 1}""", "/inputs/one /inputs/two")]
    [InlineData("""{"one": 1, "many": 5}""", "/inputs/many")]
    [InlineData("""{"one": 1, "many": []}""", "/inputs/many")]
    [InlineData("""{"one": 1, "many": [1, 2, 3]}""", "/inputs/many")]
    [InlineData("""{"one": 1, "many": [1, "x"]}""", "/inputs/many/1")]
    [InlineData("""{"one": 1, "file": "x.tif"}""", "/inputs/file")]
    [InlineData("""{"one": {"$href": "http://example.org/1"}, "many": [{"$file": "uploads/a"}], "file": {"$file": "uploads/a"}}""", "")]
    [InlineData("""{"one": 1}""", "")]
    public void Every_input_is_held_against_its_description(string inputs, string expected)
    {
        var process = new ProcessDescription
        {
            Id = "p",
            Title = "P",
            Inputs =
            [
                new("one", Schema("""{"type": "integer"}""")) { Title = "One" },
                new("default", Schema("""{"type": "integer", "default": 3}""")) { Title = "Default" },
                new("many", Schema("""{"type": "integer"}""")) { Title = "Many", MinOccurs = 1, MaxOccurs = 2 },
                new("file", []) { Title = "File", MinOccurs = 0, MediaTypes = ["image/tiff"] },
            ],
        };
        var spec = Schema(inputs);
        if (!spec.ContainsKey("many") && expected != "/inputs/many")
        {
            spec["many"] = new JsonArray(1);
        }

        var faults = InputCheck.Check(process, new() { ProcessId = "p", Inputs = spec });

        Assert.Equal(expected, string.Join(' ', faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_valid_simple_request_costs_next_to_no_memory()
    {
        var process = new ProcessDescription { Id = "p", Title = "P", Inputs = [new("a", Schema("""{"type": "string", "minLength": 1}""")) { Title = "A" }] };
        var spec = new JobSpec { ProcessId = "p", Inputs = new() { ["a"] = "x" } };
        _ = InputCheck.Check(process, spec);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 100; time++)
        {
            _ = InputCheck.Check(process, spec);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 32);
    }

    [Fact]
    public void One_value_can_be_checked_by_itself()
    {
        var parameter = new Parameter("il", Schema("""{"items": {"type": "integer"}}""")) { Title = "Il", MaxOccurs = null };

        Assert.Equal("/inputs/il/0/1", InputCheck.CheckValue(parameter, JsonNode.Parse("""[1, "x"]"""), "/inputs/il/0").Single().Pointer);
    }

    private static IReadOnlyList<Fault> Check(string schema, JsonNode? value)
    {
        var process = new ProcessDescription { Id = "p", Title = "P", Inputs = [new("value", Schema(schema)) { Title = "Value" }] };
        return InputCheck.Check(process, new() { ProcessId = "p", Inputs = new() { ["value"] = value?.DeepClone() } });
    }

    private static JsonObject Schema(string text) => JsonNode.Parse(text)!.AsObject();
}
