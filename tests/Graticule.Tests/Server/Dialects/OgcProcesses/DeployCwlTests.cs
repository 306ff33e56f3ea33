using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Tests.Analysis.Packages.Cwl;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>CWL over HTTP, in each way that it can be sent.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class DeployCwlTests(OgcServer server)
{
    private const string Ogc = "application/ogcapppkg+json";

    private readonly string _owner = $"X-Owner: {Guid.NewGuid():N}";

    public static TheoryData<string> Names => [.. Corpus.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_package_deploys_the_same_in_each_of_its_forms(string name)
    {
        var yaml = Encoding.UTF8.GetString(Corpus.Bytes(name));
        var json = Corpus.Tree(Corpus.Bytes(name)).ToJsonString();
        var address = $"https://packages.example/{name}.cwl";
        server.Texts.Known[address] = Corpus.Bytes(name);
        var first = "";
        foreach (var (mediaType, body) in new[]
        {
            ("application/cwl", yaml), ("application/cwl+yaml; charset=utf-8", yaml), ("application/cwl+json", json),
            (Ogc, $$$"""{"executionUnit": {"href": "{{{address}}}", "type": "application/cwl"}}"""),
            (Ogc, $$$"""{"executionUnit": {"value": {{{json}}}, "mediaType": "application/cwl+json"}}"""),
            (Ogc, $$$"""{"executionUnit": [{"value": {{{JsonValue.Create(yaml).ToJsonString()}}}, "mediaType": "application/cwl"}]}"""),
            (Ogc, $$$"""{"executionUnit": {"value": "{{{Convert.ToBase64String(Corpus.Bytes(name))}}}", "mediaType": "application/cwl+yaml", "encoding": "base64"}}"""),
            (Ogc, $$$"""{"executionUnit": {{{json}}}}"""),
        })
        {
            var deployed = await PostAsync(mediaType, body);
            var text = await deployed.Content.ReadAsStringAsync();
            Assert.True(deployed.StatusCode == HttpStatusCode.Created, text);
            var id = JsonNode.Parse(text)!["id"]!.GetValue<string>();
            var description = (await server.GetJsonAsync($"/processes/{id}", _owner)).ToJsonString();
            first = first.Length == 0 ? description : first;
            Assert.Equal(first, description);
            Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, $"/processes/{id}", body: null, _owner)).StatusCode);
        }

        CheckDescription(JsonNode.Parse(first)!);
    }

    [Fact]
    public async Task The_requests_of_the_notebook_deploy_its_workflows()
    {
        foreach (var (id, version) in new[] { ("snuggs", "0.3.0"), ("dnbr", "0.1.0") })
        {
            server.Texts.Known[$"https://raw.example/{id}/workflow.cwl"] = Corpus.Bytes(id);
            var body = $$$"""{"executionUnit": {"href": "https://raw.example/{{{id}}}/workflow.cwl#{{{id}}}", "type": "application/cwl"}}""";

            var deployed = await server.PostAsync($"//processes?w={id}", body, $"Content-Type: {Ogc}", "accept: application/json", _owner);
            var summary = await OgcServer.JsonAsync(deployed);

            Assert.Equal(HttpStatusCode.Created, deployed.StatusCode);
            Assert.Equal((id, version), (summary["id"]!.GetValue<string>(), summary["version"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task A_workflow_is_picked_by_its_name()
    {
        var yaml = Encoding.UTF8.GetString(Corpus.Bytes("dnbr"));

        Assert.Equal("nbr_wf", (await OgcServer.JsonAsync(await PostAsync("application/cwl", yaml, "?w=nbr_wf")))["id"]!.GetValue<string>());
        var unknown = await PostAsync("application/cwl", yaml, "?w=nowhere");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        var report = await OgcServer.JsonAsync(unknown);
        Assert.Equal("http://www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/workflow-not-found", report["type"]!.GetValue<string>());
        Assert.Contains("dnbr", report["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        server.Texts.Known["https://packages.example/dnbr-w.cwl"] = Corpus.Bytes("dnbr");
        var byFragment = await PostAsync(Ogc, """{"executionUnit": {"href": "https://packages.example/dnbr-w.cwl#nowhere"}}""");
        Assert.Equal(HttpStatusCode.BadRequest, byFragment.StatusCode);
        Assert.Contains("workflow-not-found", await byFragment.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_that_comes_along_has_the_last_word_and_must_fit()
    {
        var json = Corpus.Tree(Corpus.Bytes("pattern-8")).ToJsonString();
        var description =
            """{"id": "renamed", "title": "Wet", "version": "9", "inputs": {"produce_output": {"title": "Really?", "schema": {"type": "boolean", "default": false}}}, "jobControlOptions": ["async-execute"]}""";
        var deployed = await PostAsync(Ogc, $$$"""{"processDescription": {{{description}}}, "executionUnit": {"value": {{{json}}}, "mediaType": "application/cwl+json"}}""");
        var process = await server.GetJsonAsync("/processes/renamed", _owner);

        Assert.Equal(HttpStatusCode.Created, deployed.StatusCode);
        Assert.Equal(("Wet", "9", "Really?"), (process["title"]!.GetValue<string>(), process["version"]!.GetValue<string>(), process["inputs"]!["produce_output"]!["title"]!.GetValue<string>()));
        Assert.Equal(("false", "0"), (process["inputs"]!["produce_output"]!["schema"]!["default"]!.ToJsonString(), process["inputs"]!["produce_output"]!["minOccurs"]!.ToJsonString()));
        Assert.Equal("""["async-execute","dismiss"]""", process["jobControlOptions"]!.ToJsonString());
        Assert.Contains("item", process["inputs"]!.AsObject().Select(input => input.Key));

        var wrong = await PostAsync(Ogc, $$$"""{"processDescription": {"id": "wrong", "inputs": {"nothing": {"schema": {"type": "string"} } } }, "executionUnit": {"value": {{{json}}}, "mediaType": "application/cwl+json"}}""");
        Assert.Contains("/processDescription/inputs/nothing", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_package_is_there_in_each_form_of_packages()
    {
        var yaml = Encoding.UTF8.GetString(Corpus.Bytes("test-primitives"));
        var id = (await OgcServer.JsonAsync(await PostAsync("application/cwl", yaml)))["id"]!.GetValue<string>();

        Assert.Equal(yaml, await PackageAsync(id, "application/cwl"));
        Assert.Equal(yaml, await PackageAsync(id, "application/cwl+yaml"));
        var json = JsonNode.Parse(await PackageAsync(id, "application/cwl+json"))!;
        Assert.NotNull(json["cwlVersion"]);
        var ogc = JsonNode.Parse(await PackageAsync(id, Ogc))!;
        Assert.True(JsonNode.DeepEquals(json, ogc["executionUnit"]!["value"]));

        await server.SendAsync(HttpMethod.Delete, $"/processes/{id}", body: null, _owner);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(Ogc, ogc.ToJsonString())).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Put, $"/processes/{id}", json.ToJsonString(), "Content-Type: application/cwl+json", _owner)).StatusCode);
    }

    [Theory]
    [InlineData("""{"executionUnit": {"href": "workflow.cwl", "type": "application/cwl"}}""", "/executionUnit/href")]
    [InlineData("""{"executionUnit": {"href": "file:///etc/passwd"}}""", "/executionUnit/href")]
    [InlineData("""{"executionUnit": {"href": "https://packages.example/nowhere.cwl"}}""", "/executionUnit/href")]
    [InlineData("""{"executionUnit": {"href": "https://packages.example/a", "type": "image/png"}}""", "/executionUnit/type")]
    [InlineData("""{"executionUnit": {"value": "x: 1", "mediaType": "text/html"}}""", "/executionUnit/mediaType")]
    [InlineData("""{"executionUnit": {"value": "!", "encoding": "base64", "mediaType": "application/cwl"}}""", "/executionUnit/value")]
    [InlineData("""{"executionUnit": {"value": 5}}""", "/executionUnit/value")]
    [InlineData("""{"executionUnit": [{"type": "abacus"}, {"href": "a.cwl"}]}""", "/executionUnit/1/href")]
    public async Task A_unit_that_cannot_be_had_is_named_by_its_place(string body, string pointer)
    {
        var response = await PostAsync(Ogc, body);
        var report = await OgcServer.JsonAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(pointer, report["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_package_whose_image_is_missing_is_refused_with_all_that_is_wrong()
    {
        const string Text = """
            cwlVersion: v1.2
            class: CommandLineTool
            id: tool
            baseCommand: tool
            requirements: {DockerRequirement: {dockerPull: "missing:1"}, ResourceRequirement: {coresMin: 999}}
            inputs: {a: nonsense}
            outputs: []
            """;
        var report = await OgcServer.JsonAsync(await PostAsync("application/cwl", Text));

        Assert.Equal(400, report["status"]!.GetValue<int>());
        var all = report["errors"]!.ToJsonString();
        Assert.All((string[])["missing:1", "999", "nonsense"], word => Assert.Contains(word, all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bomb_is_refused_at_once()
    {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(level =>
            $"{(char)('a' + level)}: &{(char)('a' + level)} [{string.Join(", ", Enumerable.Repeat($"*{(char)('a' + level - 1)}", 9))}]\n"));

        var response = await PostAsync("application/cwl", bomb);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    /// <summary>What the schema of descriptions in 1.0 forbids, as its executable test suite reads it.</summary>
    private static void CheckDescription(JsonNode process)
    {
        foreach (var parameter in process["inputs"]!.AsObject().Concat(process["outputs"]!.AsObject()))
        {
            DescriptionTests.CheckSchema(parameter.Value!["schema"]!);
        }

        DescriptionTests.CheckNulls(process);
        Assert.True(process["additionalParameters"] is null or JsonObject);
    }

    private Task<HttpResponseMessage> PostAsync(string mediaType, string body, string query = "") =>
        server.PostAsync("/processes" + query, body, $"Content-Type: {mediaType}", _owner);

    private async Task<string> PackageAsync(string id, string accept)
    {
        var response = await server.GetAsync($"/processes/{id}/package", $"Accept: {accept}", _owner);
        Assert.Equal((HttpStatusCode.OK, accept), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        return await response.Content.ReadAsStringAsync();
    }
}
