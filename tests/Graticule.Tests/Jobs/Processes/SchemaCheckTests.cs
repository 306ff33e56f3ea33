using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Tests.Jobs.Processes;

public sealed class SchemaCheckTests
{
    private static readonly string[] Keywords =
    [
        "type", "enum", "const", "nullable", "minimum", "maximum", "exclusiveMinimum", "multipleOf", "minLength", "maxLength", "pattern", "format", "contentEncoding",
        "contentMediaType", "items", "minItems", "maxItems", "uniqueItems", "properties", "required", "additionalProperties", "oneOf", "anyOf", "allOf", "default", "x-note",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "2.5", "1e400", "\"\"", "\"string\"", "\"(\"", "\"[a-z]+\"", "\"base64\"", "[]", "[1]", "[\"string\"]", "[\"string\", 1]", "[null]", "[{}]", "{}",
        "{\"a\": {}}", "{\"a\": 1}", "{\"type\": \"text\"}", "{\"type\": \"integer\"}", "[{\"type\": \"object\"}, {\"pattern\": \"(\"}]",
    ];

    [Theory]
    [InlineData("""{"type": "text"}""", "/type")]
    [InlineData("""{"type": ["string", "text"]}""", "/type")]
    [InlineData("""{"properties": {"a/b": {"minLength": -1}}}""", "/properties/a~1b/minLength")]
    [InlineData("""{"oneOf": [{}, {"items": {"required": "a"}}]}""", "/oneOf/1/items/required")]
    [InlineData("""{"pattern": "("}""", "/pattern")]
    [InlineData("""{"additionalProperties": {"enum": 1}}""", "/additionalProperties/enum")]
    [InlineData("""{"$ref": "#/a"}""", "/$ref")]
    [InlineData("""{"items": [{}]}""", "/items")]
    [InlineData("[]", "")]
    public void A_fault_is_named_by_its_place(string schema, string pointer) =>
        Assert.Equal([pointer], SchemaCheck.Check(JsonNode.Parse(schema), "").Select(fault => fault.Pointer));

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            ["/in/type", "/in/minItems", "/in/items/format"],
            SchemaCheck.Check(JsonNode.Parse("""{"type": 1, "minItems": "a", "items": {"format": 2}}"""), "/in").Select(fault => fault.Pointer));

    [Fact]
    public void Schemas_nested_without_end_are_refused()
    {
        var schema = string.Concat(Enumerable.Repeat("""{"items": """, 60)) + "{}" + new string('}', 60);

        Assert.Contains(SchemaCheck.Check(JsonNode.Parse(schema), ""), fault => fault.Message.Contains("nested", StringComparison.Ordinal));
    }

    /// <summary>What passes the check can be used, whatever it is: any schema, with any value.</summary>
    [Fact]
    public void A_schema_without_faults_compiles_and_checks()
    {
        var random = new Random(7);
        var sound = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var schema = Random(random, depth: 0);
            if (SchemaCheck.Check(schema, "").Count > 0)
            {
                continue;
            }

            sound++;
            var process = new ProcessDescription { Id = "p", Title = "p", Inputs = [new("a", schema) { Title = "a" }] };
            foreach (var value in Values)
            {
                var spec = new JobSpec { ProcessId = "p", Inputs = new() { ["a"] = JsonNode.Parse(value) } };
                Assert.NotNull(InputCheck.Check(process, spec));
            }
        }

        Assert.InRange(sound, 1000, 19_000);
    }

    private static JsonObject Random(Random random, int depth)
    {
        JsonObject schema = [];
        for (var count = random.Next(0, 4); count > 0; count--)
        {
            var keyword = Keywords[random.Next(Keywords.Length)];
            schema[keyword] = (keyword, depth) switch
            {
                ("type", _) when random.Next(3) > 0 => "string",
                ("oneOf" or "anyOf" or "allOf", < 3) => new JsonArray(Random(random, depth + 1), Random(random, depth + 1)),
                ("properties", < 3) => new JsonObject { ["a"] = Random(random, depth + 1) },
                ("items" or "additionalProperties", < 3) => Random(random, depth + 1),
                _ => JsonNode.Parse(Values[random.Next(Values.Length)]),
            };
        }

        return schema;
    }
}
