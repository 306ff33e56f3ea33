using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Landing page, conformance, process descriptions and the API definition, as the executable test suite of 1.0 reads them.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class DescriptionTests(OgcServer server)
{
    private const string Relation = "http://www.opengis.net/def/rel/ogc/1.0/";

    [Theory]
    [InlineData("self", "application/json")]
    [InlineData("alternate", "text/html")]
    [InlineData("service-desc", "application/vnd.oai.openapi+json;version=3.0")]
    [InlineData("service-doc", "text/html")]
    [InlineData(Relation + "conformance", "application/json")]
    [InlineData(Relation + "processes", "application/json")]
    [InlineData(Relation + "job-list", "application/json")]
    public async Task The_landing_page_links_to_what_is_there(string relation, string mediaType)
    {
        var page = await server.GetJsonAsync("");

        var link = page["links"]!.AsArray().Single(one => one!["rel"]!.GetValue<string>() == relation)!;

        Assert.Equal(mediaType, link["type"]!.GetValue<string>());
        var target = await server.GetAsync(link["href"]!.GetValue<string>(), relation == "service-doc" ? "Accept: text/html" : $"Accept: {mediaType}");
        Assert.Equal(HttpStatusCode.OK, target.StatusCode);
        Assert.Equal(mediaType.Split(';')[0], target.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Conformance_names_the_core_of_both_versions()
    {
        var classes = (await server.GetJsonAsync("/conformance"))["conformsTo"]!.AsArray().Select(one => one!.GetValue<string>()).ToList();

        Assert.Contains("http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core", classes);
        Assert.Contains("http://www.opengis.net/spec/ogcapi-processes-1/2.0/conf/core", classes);
        Assert.Equal(classes.Count, classes.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Processes_come_in_pages_that_lead_to_each_other()
    {
        List<string> ids = [];
        var next = (string?)(server.Api + "/processes?limit=2");
        while (next is not null)
        {
            var page = await server.GetJsonAsync(next);
            ids.AddRange(page["processes"]!.AsArray().Select(process => process!["id"]!.GetValue<string>()));
            next = page["links"]!.AsArray().FirstOrDefault(link => link!["rel"]!.GetValue<string>() == "next")?["href"]!.GetValue<string>();
        }

        var all = await server.GetJsonAsync("/processes?limit=10000");
        Assert.Equal(["echo", "failing", "folders", "pictures", "sizes", "slow", "strict"], ids);
        Assert.Equal(ids, all["processes"]!.AsArray().Select(process => process!["id"]!.GetValue<string>()));
        Assert.All(all["processes"]!.AsArray(), process => Assert.Contains(process!["mutable"]!.GetValueKind(), new[] { JsonValueKind.True, JsonValueKind.False }));
        Assert.Equal(ids, (await server.GetJsonAsync("/api/processes-list")).AsArray().Select(id => id!.GetValue<string>()));
    }

    [Fact]
    public async Task The_echo_process_is_described_as_the_test_suite_wants_it()
    {
        var process = await server.GetJsonAsync("/processes/echo");

        Assert.Equal(["a", "b", "c", "d", "pause"], process["inputs"]!.AsObject().Select(input => input.Key));
        Assert.Equal(["a", "b", "c", "d"], process["outputs"]!.AsObject().Select(output => output.Key));
        Assert.Equal("""["sync-execute","async-execute","dismiss"]""", process["jobControlOptions"]!.ToJsonString());
        Assert.Equal("""["value","reference"]""", process["outputTransmission"]!.ToJsonString());
        Assert.Equal("""{"allOf":[{"format":"ogc-bbox"}]}""", process["inputs"]!["c"]!["schema"]!.ToJsonString());
        Assert.Equal((1, 0), (process["inputs"]!["a"]!["minOccurs"]!.GetValue<int>(), process["inputs"]!["pause"]!["minOccurs"]!.GetValue<int>()));
        Assert.Equal("0", process["inputs"]!["pause"]!["schema"]!["default"]!.ToJsonString());
        Assert.Equal("false", process["mutable"]!.ToJsonString());
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("pictures")]
    [InlineData("strict")]
    public async Task A_description_says_nothing_that_the_older_schema_forbids(string id)
    {
        var process = await server.GetJsonAsync($"/processes/{id}");

        Assert.All(process["inputs"]!.AsObject().Concat(process["outputs"]!.AsObject()), parameter => CheckSchema(parameter.Value!["schema"]!));
        CheckNulls(process);
    }

    [Fact]
    public async Task What_the_older_schema_cannot_say_is_said_in_its_way()
    {
        var inputs = (await server.GetJsonAsync("/processes/strict"))["inputs"]!;

        Assert.Equal("""{"enum":[5],"example":5}""", inputs["only"]!["schema"]!.ToJsonString());
        Assert.Equal("""{"nullable":true,"type":"number","minimum":0,"exclusiveMinimum":true}""", inputs["open"]!["schema"]!.ToJsonString());
        Assert.Equal("""{"oneOf":[{"type":"string"}]}""", inputs["either"]!["schema"]!.ToJsonString());
        Assert.Equal("""[{"type":"integer"},{"type":"string"}]""", inputs["whole"]!["schema"]!["properties"]!["p"]!["anyOf"]!.ToJsonString());
        Assert.Equal("3", inputs["listed"]!["maxOccurs"]!.ToJsonString());
        Assert.Equal("\"unbounded\"", (await server.GetJsonAsync("/processes/pictures"))["inputs"]!["source"]!["maxOccurs"]!.ToJsonString());
    }

    [Fact]
    public async Task The_API_definition_is_whole()
    {
        var response = await server.GetAsync("/api");
        var document = await OgcServer.JsonAsync(response);

        Assert.Equal("application/vnd.oai.openapi+json;version=3.0", response.Content.Headers.ContentType!.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.StartsWith("3.0.", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(document["components"]!["securitySchemes"]!["key"]);
        Assert.NotNull(document["paths"]!["/processes/echo/execution"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]);
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(method => method.Value!["operationId"]!.GetValue<string>()).ToList();
        Assert.Equal(operations.Count, operations.Distinct(StringComparer.Ordinal).Count());
        Assert.Superset(new HashSet<string> { "getLandingPage", "getConformance", "getAPI", "getProcesses", "getProcessDescription", "execute", "getJobs", "getStatus", "dismiss", "getResult" }, operations.ToHashSet(StringComparer.Ordinal));
        CheckReferences(document, document);
        Assert.DoesNotContain("contentMediaType", document.ToJsonString(), StringComparison.Ordinal);
        CheckPathParameters(document);
    }

    [Fact]
    public async Task The_interactive_page_and_its_assets_are_part_of_the_program()
    {
        foreach (var name in new[] { "index.html", "swagger-ui-bundle.js", "swagger-ui.css", "oauth2-redirect.html" })
        {
            Assert.Equal(HttpStatusCode.OK, (await server.GetAsync($"{server.Address}/swagger-ui/oapip/{name}")).StatusCode);
        }

        var redirect = await server.GetAsync("/api", "Accept: text/html");
        Assert.Equal(server.Address + "/swagger-ui/oapip/index.html", redirect.Headers.Location!.ToString());
    }

    internal static void CheckSchema(JsonNode? node)
    {
        if (node is not JsonObject schema)
        {
            return;
        }

        Assert.DoesNotContain(schema, member => member.Key is "const" or "examples" || member.Key.StartsWith("x-", StringComparison.Ordinal));
        Assert.True(schema["type"] is null or JsonValue, "type is an array");
        Assert.NotEqual(JsonValueKind.Number, schema["exclusiveMinimum"]?.GetValueKind());
        Assert.NotEqual(0, (schema["enum"] as JsonArray)?.Count);
        foreach (var list in new[] { "oneOf", "anyOf", "allOf" })
        {
            Assert.All(schema[list] as JsonArray ?? [], one => Assert.Null(one!["$ref"]));
            Assert.All(schema[list] as JsonArray ?? [], CheckSchema);
        }

        CheckSchema(schema["items"]);
        Assert.All(schema["properties"] as JsonObject ?? [], member => CheckSchema(member.Value));
    }

    internal static void CheckNulls(JsonNode? node)
    {
        Assert.NotNull(node);
        Assert.All(node as JsonObject ?? [], member => CheckNulls(member.Value));
        Assert.All(node as JsonArray ?? [], CheckNulls);
    }

    private static void CheckReferences(JsonNode document, JsonNode? node)
    {
        if (node is JsonObject found && found["$ref"] is JsonValue reference)
        {
            var target = reference.GetValue<string>()[2..].Split('/').Aggregate((JsonNode?)document, (at, name) => at?[name]);
            Assert.True(target is not null, reference.ToJsonString());
        }

        Assert.All(node as JsonObject ?? [], member => CheckReferences(document, member.Value));
        Assert.All(node as JsonArray ?? [], item => CheckReferences(document, item));
    }

    /// <summary>Each name in braces is declared as a path parameter of each operation.</summary>
    private static void CheckPathParameters(JsonNode document)
    {
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            var names = path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')).ToHashSet(StringComparer.Ordinal);
            foreach (var (_, operation) in item!.AsObject())
            {
                var declared = (operation!["parameters"] as JsonArray ?? [])
                    .Select(one => document["components"]!["parameters"]![one!["$ref"]!.GetValue<string>().Split('/')[^1]]!)
                    .Where(one => one["in"]!.GetValue<string>() == "path").Select(one => one["name"]!.GetValue<string>());
                Assert.Equal(names.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
            }
        }
    }
}
