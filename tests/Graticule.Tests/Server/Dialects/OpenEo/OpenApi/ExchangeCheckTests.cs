using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>The check can fail: answers that are right but for one thing.</summary>
public sealed class ExchangeCheckTests
{
    private const string Job = """{"id": "j1", "status": "queued", "created": "2024-05-01T12:00:00Z", "process": {"process_graph": {}}}""";

    private static readonly Dictionary<string, string> Open = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Access-Control-Allow-Origin"] = "*",
        ["Access-Control-Expose-Headers"] = "Link, Location, OpenEO-Costs, OpenEO-Identifier",
        ["Content-Type"] = "application/json; charset=utf-8",
    };

    [Theory]
    [InlineData("GET /openeo/1.3/jobs/j1 200", Job)]
    [InlineData("GET /openeo/1.2/jobs/j1 200", Job)]
    [InlineData("GET /openeo/1.3//jobs/j1/ 200", Job)]
    [InlineData("GET /openeo/1.3/jobs/j1 404", """{"code": "JobNotFound", "message": "No."}""")]
    [InlineData("GET /openeo/1.3/nothing 404", """{"code": "NotFound", "message": "No."}""")]
    [InlineData("GET /openeo/1.3/files/a/b.txt 200", "anything")]
    [InlineData("DELETE /openeo/1.3/jobs/j1 204", "")]
    [InlineData("OPTIONS /openeo/1.3/jobs/j1 204", "")]
    [InlineData("GET /openeo/1.3/collections/S2/items 200", "{}")]
    [InlineData("GET /openeo/0.4/jobs 200", "[]")]
    [InlineData("GET /ogc-api/jobs 200", "x")]
    public void What_the_document_allows_passes(string line, string body) => Assert.Empty(ExchangeCheck.Faults(Make(line, body)));

    [Theory]
    [InlineData("GET /openeo/1.3/jobs/j1 200", """{"id": "j1", "status": "paused", "created": "2024-05-01T12:00:00Z", "process": {"process_graph": {}}}""", "/status: NotInEnumeration")]
    [InlineData("GET /openeo/1.3/jobs/j1 200", """{"id": "j1", "status": "queued", "created": "yesterday", "process": {"process_graph": {}}}""", "/created: DateTimeExpected")]
    [InlineData("GET /openeo/1.3/jobs/j1 200", """{"id": "j1", "status": "queued", "created": "2024-05-01T12:00:00Z"}""", "/process: PropertyRequired")]
    [InlineData("GET /openeo/1.3/jobs/j1 200", """{"status": "queued", "created": "2024-05-01T12:00:00Z", "process": {"process_graph": {}}}""", "/id: PropertyRequired")]
    [InlineData("GET /openeo/1.3/jobs/j1 200", """{"id": "j1", "status": "queued", "created": "2024-05-01T12:00:00Z", "process": {"process_graph": {"a/b": {"process_id": "x"}}}}""", "/process/process_graph/a~1b/arguments: PropertyRequired")]
    [InlineData("GET /openeo/1.3/jobs/j1 200", """{"id": "j1", "status": "queued", "created": "2024-05-01T12:00:00Z", "process": {"process_graph": {"a.b": {"process_id": "x y", "arguments": {}}}}}""", "/process/process_graph/a.b/process_id: PatternMismatch")]
    [InlineData("GET /openeo/1.3/jobs/j1 404", """{"code": "JobNotFound"}""", "/message: PropertyRequired")]
    [InlineData("GET /openeo/1.3/jobs/j1 302", "", "no such status")]
    [InlineData("GET /openeo/1.3/jobs/j1 200", "<html/>", "it is no JSON")]
    [InlineData("GET /openeo/1.3/nothing 200", "{}", "no such path or method")]
    [InlineData("PUT /openeo/1.3/jobs 200", "{}", "no such path or method")]
    [InlineData("GET /openeo/2.0/jobs 404", "{}", "/code: PropertyRequired")]
    [InlineData("POST /openeo/1.3/jobs 201", "", "the header Location is missing")]
    [InlineData("DELETE /openeo/1.3/jobs/j1 204", "{}", "the document has no body here")]
    [InlineData("GET /openeo/1.3/ 200", """{"api_version": "1.3.0"}""", "/conformsTo: PropertyRequired")]
    [InlineData("GET /openeo/1.3/udf_runtimes 200", "{}", "TooFewProperties")]
    public void What_it_does_not_allow_is_found_with_its_place(string line, string body, string fault)
    {
        var faults = ExchangeCheck.Faults(Make(line, body));

        Assert.True(faults.Any(one => one.Contains(fault, StringComparison.Ordinal)), string.Join('\n', faults));
        Assert.All(faults, one => Assert.StartsWith(string.Join(' ', line.Split(' ')[..2]) + " -> " + line.Split(' ')[2], one, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type": "bands", "values": ["B1"]}""", null)]
    [InlineData("""{"type": "bands"}""", "values: PropertyRequired")]
    [InlineData("""{"type": "spatial", "axis": "x", "extent": [0, 1]}""", null)]
    [InlineData("""{"type": "spatial", "axis": "x"}""", "extent: PropertyRequired")]
    [InlineData("""{"type": "spatial", "axis": "z", "values": [1]}""", null)]
    [InlineData("""{"type": "spatial", "axis": "z"}""", "values: PropertyRequired")]
    [InlineData("""{"type": "temporal", "extent": [null, "2024-01-01"], "step": null}""", null)]
    [InlineData("""{"type": "temporal", "extent": [1, "2024-01-01"]}""", "/extent/0: StringExpected")]
    [InlineData("""{"type": "sideways"}""", "type: NotInEnumeration")]
    public void A_discriminator_chooses_what_the_rest_must_be(string dimension, string? fault)
    {
        var faults = ApiDocument.V13.CheckNamed("dimension", Encoding.UTF8.GetBytes(dimension));

        Assert.Equal(fault is null, faults.Count == 0);
        Assert.All(faults, one => Assert.Contains(fault!, one.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type": "number"}""", true)]
    [InlineData("""[{"type": "number"}, {"type": "object", "subtype": "datacube", "dimensions": [{"type": "spatial", "axis": ["x"]}]}]""", true)]
    [InlineData("""{"type": "object", "subtype": "datacube", "dimensions": [{"type": "spatial", "axis": ["w"]}]}""", false)]
    [InlineData("""{"type": "object", "subtype": "process-graph", "parameters": [{"name": "x", "description": "A.", "schema": {}}]}""", true)]
    [InlineData("""{"type": "object", "subtype": "process-graph", "parameters": [{"name": "x"}]}""", false)]
    [InlineData("""{"type": "float"}""", false)]
    [InlineData("[]", false)]
    public void A_data_type_is_what_its_subtype_says(string schema, bool isRight) =>
        Assert.Equal(isRight, ApiDocument.V13.CheckNamed("process_schema", Encoding.UTF8.GetBytes(schema)).Count == 0);

    [Fact]
    public void Null_is_there_where_the_document_says_so()
    {
        var body = JsonNode.Parse(Job)!.AsObject();
        foreach (var name in (string[])["title", "description", "budget", "costs"])
        {
            body[name] = null;
        }

        Assert.Empty(ExchangeCheck.Faults(Make("GET /openeo/1.2/jobs/j1 200", body.ToJsonString())));
        body["plan"] = null;
        Assert.Single(ExchangeCheck.Faults(Make("GET /openeo/1.2/jobs/j1 200", body.ToJsonString())));
    }

    [Fact]
    public void A_request_that_was_taken_is_checked_as_well()
    {
        var made = Make("POST /openeo/1.3/jobs 201", "") with
        {
            Headers = new Dictionary<string, string>(Open, StringComparer.OrdinalIgnoreCase) { ["Location"] = "https://a.example/jobs/1", ["OpenEO-Identifier"] = "1" },
            SentType = "application/json",
            Sent = """{"title": 5, "process": {"process_graph": {}}}"""u8.ToArray(),
        };

        Assert.Contains("/title", Assert.Single(ExchangeCheck.Faults(made)), StringComparison.Ordinal);
        Assert.Empty(ExchangeCheck.Faults(made with { Sent = """{"title": null, "process": {"process_graph": {}}, "memory": 100}"""u8.ToArray() }));
    }

    [Fact]
    public void Pages_of_other_origins_may_read_every_answer()
    {
        var faults = ExchangeCheck.Faults(Make("GET /openeo/1.3/jobs/j1 200", Job) with { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" } });

        Assert.Equal(5, faults.Count);
    }

    private static Exchange Make(string line, string body) => line.Split(' ') is [var method, var path, var status]
        ? new(method, path, int.Parse(status, CultureInfo.InvariantCulture), Open, Encoding.UTF8.GetBytes(body))
        : throw new ArgumentException("It must be method, path and status.", nameof(line));
}
