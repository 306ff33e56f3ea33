using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Tests.Analysis;
using Graticule.Tests.Analysis.Packages.Cwl;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Deploy, replace, undeploy over HTTP (OGC 20-044).</summary>
[Collection(OgcServerCollection.Name)]
public sealed class DeployTests(OgcServer server)
{
    private const string Package = "application/ogcapppkg+json";
    private const string Part2 = "http://www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/";

    private readonly string _owner = $"X-Owner: {Guid.NewGuid():N}";

    [Fact]
    public async Task The_notebooks_package_is_deployed_described_and_removed()
    {
        var deployed = await DeployAsync(NotebookPackage.BandMath(), "?w=");
        var summary = await OgcServer.JsonAsync(deployed);

        Assert.Equal(HttpStatusCode.Created, deployed.StatusCode);
        Assert.Equal(server.Api + "/processes/BandMath", deployed.Headers.Location!.AbsoluteUri);
        Assert.Equal(("BandMath", "1.0.0", true), (Text(summary, "id"), Text(summary, "version"), summary["mutable"]!.GetValue<bool>()));
        Assert.Equal("""["async-execute","dismiss"]""", summary["jobControlOptions"]!.ToJsonString());

        var process = await server.GetJsonAsync("/processes/BandMath", _owner);
        Assert.Equal(["il", "out", "ram", "exp"], process["inputs"]!.AsObject().Select(input => input.Key));
        Assert.Equal("[1,1,0,1]", new JsonArray([.. process["inputs"]!.AsObject().Select(input => input.Value!["minOccurs"]!.DeepClone())]).ToJsonString());
        Assert.Equal("1024", process["inputs"]!["il"]!["maxOccurs"]!.ToJsonString());
        Assert.Equal("""{"type":"integer","default":128,"nullable":true}""", process["inputs"]!["ram"]!["schema"]!.ToJsonString());
        Assert.Equal(
            """{"parameters":[{"name":"pattern","value":["-name value"]},{"name":"array-pattern","value":["-name value value"]}]}""",
            process["inputs"]!["il"]!["additionalParameters"]!.ToJsonString());
        Assert.Equal("entry-point", process["additionalParameters"]!["parameters"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(["image/tiff", "image/png"], process["outputs"]!["out"]!["schema"]!["oneOf"]!.AsArray().Select(one => Text(one!, "contentMediaType")));
        Assert.Contains(process["links"]!.AsArray(), link => Text(link!, "href") == server.Api + "/processes/BandMath/package");

        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, "/processes/BandMath", body: null, _owner)).StatusCode);
        await RefusedAsync(await server.GetAsync("/processes/BandMath", _owner), 404, "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process");
        await RefusedAsync(await server.SendAsync(HttpMethod.Delete, "/processes/BandMath", body: null, _owner), 404, "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process");
    }

    /// <summary>The very texts of the notebook, where it is there, as its client sends them.</summary>
    [SkippableFact]
    public async Task The_notebooks_own_texts_are_taken()
    {
        var notebook = SharedData.Find("seeds/001_7f7f5261d67dc12a.txt");
        Skip.If(notebook is null, SharedData.Absent);
        var texts = (await File.ReadAllLinesAsync(notebook)).Where(line => line.StartsWith("json_str = '", StringComparison.Ordinal)).Select(line => line[12..^1]).ToList();
        Assert.Equal(3, texts.Count);
        server.Texts.Known["https://raw.githubusercontent.com/EOEPCA/proc-ades/master/test/sample_apps/v2/snuggs/workflow.cwl"] = Corpus.Bytes("snuggs");
        server.Texts.Known["https://raw.githubusercontent.com/EOEPCA/proc-ades/master/test/sample_apps/v2/dNBR/workflow.cwl"] = Corpus.Bytes("dnbr");

        foreach (var (text, w, id) in texts.Zip(["snuggs", "dnbr", ""], ["snuggs", "dnbr", "BandMath"]))
        {
            var deployed = await server.PostAsync($"//processes?w={w}", text, $"Content-Type: {Package}", "accept: application/json", "Accept: application/json", _owner);
            var answer = await OgcServer.JsonAsync(deployed);
            Assert.True(deployed.StatusCode == HttpStatusCode.Created, answer.ToJsonString());
            Assert.Equal(id, Text(answer, "id"));
            Assert.NotEmpty(Text(answer, "version"));
        }

        var replaced = await server.SendAsync(HttpMethod.Put, "/processes/BandMath", texts[2], $"Content-Type: {Package}", _owner);
        Assert.Equal(HttpStatusCode.NoContent, replaced.StatusCode);
    }

    [Fact]
    public async Task A_request_with_open_inputs_is_deployed_as_a_workflow()
    {
        var text = $$$"""{"id": "greeting", "process": "{{{server.Api}}}/processes/echo", "inputs": {"a": {"$input": "words"}, "d": [1, 2]}, "outputs": {"a": {} } }""";
        var deployed = await server.PostAsync("/processes", text, "Content-Type: application/ogcexec+json", _owner);
        Assert.True(deployed.StatusCode == HttpStatusCode.Created, await deployed.Content.ReadAsStringAsync());

        Assert.Equal(["words"], (await server.GetJsonAsync("/processes/greeting", _owner))["inputs"]!.AsObject().Select(input => input.Key));
        Assert.Equal(text, await (await server.GetAsync("/processes/greeting/package", _owner)).Content.ReadAsStringAsync());
        var wrong = await server.PostAsync("/processes", text.Replace("words\"}", "words\"}, \"zz\": 1", StringComparison.Ordinal).Replace("greeting", "other", StringComparison.Ordinal), "Content-Type: application/ogcexec+json", _owner);
        Assert.Contains("/inputs/zz", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_owners_have_processes_of_the_same_id_and_see_their_own()
    {
        var other = $"X-Owner: {Guid.NewGuid():N}";
        await DeployAsync(NotebookPackage.Small("mine", "1.0.0"));
        await server.PostAsync("/processes", NotebookPackage.Small("mine", "2.0.0").ToJsonString(), $"Content-Type: {Package}", other);

        Assert.Equal("1.0.0", Text(await server.GetJsonAsync("/processes/mine", _owner), "version"));
        Assert.Equal("2.0.0", Text(await server.GetJsonAsync("/processes/mine", other), "version"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/processes/mine")).StatusCode);
        Assert.Contains("mine", await ListAsync(_owner));
        Assert.DoesNotContain("mine", await ListAsync("X-Owner: nobody"));
    }

    [Fact]
    public async Task The_operators_processes_are_everybodys_to_run_and_nobody_elses_to_change()
    {
        var id = $"common-{Guid.NewGuid():N}";
        await server.PostAsync("/processes", NotebookPackage.Small(id).ToJsonString(), $"Content-Type: {Package}", "X-Owner: admin");

        Assert.Equal("false", (await server.GetJsonAsync($"/processes/{id}", _owner))["mutable"]!.ToJsonString());
        Assert.Equal("true", (await server.GetJsonAsync($"/processes/{id}", "X-Owner: admin"))["mutable"]!.ToJsonString());
        await RefusedAsync(await server.SendAsync(HttpMethod.Delete, $"/processes/{id}", body: null, _owner), 403, Part2 + "immutable-process");
        var run = await server.PostAsync($"/processes/{id}/execution", """{"inputs": {"text": "x"}}""", _owner);
        Assert.StartsWith("1.0.0 ", await run.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await DeployAsync(NotebookPackage.Small(id, "3.0.0"));
        Assert.Equal("3.0.0", Text(await server.GetJsonAsync($"/processes/{id}", _owner), "version"));
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, $"/processes/{id}", body: null, "X-Owner: admin")).StatusCode);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_refused_with_the_address_of_what_has_it()
    {
        await DeployAsync(NotebookPackage.Small("twice"));

        var again = await DeployAsync(NotebookPackage.Small("twice"));
        var builtIn = await DeployAsync(NotebookPackage.Small("echo"));

        await RefusedAsync(again, 409, Part2 + "duplicated-process");
        await RefusedAsync(builtIn, 409, Part2 + "duplicated-process");
        Assert.Equal((server.Api + "/processes/twice", server.Api + "/processes/echo"), (again.Headers.Location!.AbsoluteUri, builtIn.Headers.Location!.AbsoluteUri));
    }

    [Theory]
    [InlineData("POST", "/processes", "text/plain")]
    [InlineData("POST", "/processes", "")]
    [InlineData("PUT", "/processes/null", "text/plain; charset=utf-8")]
    [InlineData("PUT", "/processes/echo", "application/xml")]
    public async Task What_is_no_package_is_refused_before_anything_else_is_looked_at(string method, string path, string mediaType)
    {
        var response = await server.SendAsync(new(method), path, "{}", $"Content-Type: {mediaType}", "X-Scopes: None");

        await RefusedAsync(response, 415, Part2 + "unsupported-media-type");
    }

    [Theory]
    [InlineData("PUT", "echo", 403, Part2 + "immutable-process")]
    [InlineData("DELETE", "echo", 403, Part2 + "immutable-process")]
    [InlineData("PUT", "nowhere", 404, "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process")]
    [InlineData("DELETE", "%3Cbound%20method", 404, "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process")]
    public async Task What_cannot_be_changed_says_why(string method, string id, int status, string type)
    {
        var response = await server.SendAsync(new(method), $"/processes/{id}", method == "PUT" ? "{}" : null, [.. method == "PUT" ? (string[])[$"Content-Type: {Package}"] : [], _owner]);

        await RefusedAsync(response, status, type);
    }

    [Theory]
    [InlineData("POST", "/processes")]
    [InlineData("PUT", "/processes/echo")]
    [InlineData("DELETE", "/processes/echo")]
    public async Task A_caller_without_the_scope_is_refused(string method, string path)
    {
        var response = await server.SendAsync(new(method), path, "{}", $"Content-Type: {Package}", "X-Scopes: Read");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("deploy", Text(await OgcServer.JsonAsync(response), "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_package_is_told_at_once()
    {
        var package = NotebookPackage.BandMath();
        package["processDescription"]!["id"] = "a,b";
        package["processDescription"]!["inputs"]!["exp"]!["schema"] = JsonNode.Parse("""{"type": "text"}""");
        package["processDescription"]!["inputs"]!["ram"]!["maxOccurs"] = "many";
        package["processDescription"]!["inputs"]!["out"]!["additionalParameters"]![0]!["value"] = "-name";
        package["processDescription"]!["outputs"]!["out"]!["additionalParameters"]![0]!["value"] = "-name value inputs_kind_value";
        package["processDescription"]!["additionalParameters"]![0]!["value"] = "singularity exec missing.sif tool";
        package["executionUnit"] = JsonNode.Parse("""{"type": "SLURM", "image": "missing:1", "config": {"cpuMin": 64, "memoryMin": 2, "memoryMax": 1, "jobTimeout": -1}, "deployment": "moon"}""");

        var refused = await OgcServer.JsonAsync(await DeployAsync(package));

        Assert.Equal(400, refused["status"]!.GetValue<int>());
        Assert.Equal(
            [
                "/executionUnit/config/cpuMin", "/executionUnit/config/jobTimeout", "/executionUnit/config/memoryMax", "/executionUnit/deployment", "/executionUnit/image",
                "/processDescription/id", "/processDescription/inputs/exp/schema/type", "/processDescription/inputs/out", "/processDescription/inputs/ram/maxOccurs",
                "/processDescription/outputs/out",
            ],
            refused["errors"]!.AsArray().Select(error => Text(error!, "pointer")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("{}", "no execution unit")]
    [InlineData("""{"executionUnit": []}""", "at least one")]
    [InlineData("""{"executionUnit": {}}""", "'cwlVersion'")]
    [InlineData("""{"executionUnit": {"type": "abacus", "image": "x"}, "processDescription": {"id": "a", "outputs": {"b": {}}}}""", "no units of the type 'abacus'")]
    [InlineData("""{"executionUnit": {"type": "docker", "image": "x"}}""", "needs a process description")]
    [InlineData("""{"executionUnit": {"type": "docker"}, "processDescription": {"id": "a", "outputs": {"b": {}}}}""", "no container image")]
    [InlineData("""{"executionUnit": {"type": "docker", "image": "x"}, "processDescription": {"outputs": {"b": {}}}}""", "no 'id'")]
    [InlineData("""{"executionUnit": {"type": "docker", "image": "x"}, "processDescription": {"id": "a"}}""", "no outputs")]
    [InlineData("""{"a": 1, "a": 2}""", "no member twice")]
    public async Task A_package_that_says_nothing_is_refused_in_words(string body, string words)
    {
        var response = await server.PostAsync("/processes", body, $"Content-Type: {Package}", _owner);
        var refused = await OgcServer.JsonAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, refused.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_is_too_large_is_refused()
    {
        var package = NotebookPackage.Small("large");
        package["processDescription"]!["description"] = new string('x', 200_000);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await DeployAsync(package)).StatusCode);
    }

    [Fact]
    public async Task A_workflow_that_a_package_does_not_have_is_not_found()
    {
        await RefusedAsync(await DeployAsync(NotebookPackage.Small("flow"), "?w=other"), 400, Part2 + "workflow-not-found");
        Assert.Equal(HttpStatusCode.Created, (await DeployAsync(NotebookPackage.Small("flow"), "?w=flow")).StatusCode);
    }

    [Fact]
    public async Task A_dry_run_checks_everything_and_deploys_nothing()
    {
        var answer = await DeployAsync(NotebookPackage.BandMath("dry"), "?dry-run=true");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("dry", Text((await OgcServer.JsonAsync(answer))["process"]!, "id"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/processes/dry", _owner)).StatusCode);
    }

    [Fact]
    public async Task A_package_stripped_of_what_a_client_does_not_know_deploys_all_the_same()
    {
        var package = NotebookPackage.BandMath("stripped");
        var description = package["processDescription"]!.AsObject();
        foreach (var owner in description["inputs"]!.AsObject().Concat(description["outputs"]!.AsObject()).Select(one => one.Value!.AsObject()).Append(description))
        {
            owner.Remove("additionalParameters");
        }

        foreach (var name in (string[])["outputTransmission", "links", "jobControlOptions", "version"])
        {
            description.Remove(name);
        }

        Assert.Equal(HttpStatusCode.Created, (await DeployAsync(package)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await DeployAsync(new() { ["processDescription"] = new JsonObject { ["process"] = WithId(description, "under-process") }, ["executionUnit"] = new JsonArray(package["executionUnit"]!.DeepClone()) })).StatusCode);
    }

    [Fact]
    public async Task The_package_comes_back_as_it_was_sent()
    {
        var text = "{ \"processDescription\" : " + NotebookPackage.Small("kept")["processDescription"]!.ToJsonString() + ",\n \"executionUnit\": {\"type\": \"oci\", \"image\": \"é:1\"} }";
        await server.PostAsync("/processes", text, $"Content-Type: {Package}; charset=utf-8", _owner);

        var package = await server.GetAsync("/processes/kept/package", _owner, $"Accept: {Package}");

        Assert.Equal((Package, text), (package.Content.Headers.ContentType!.MediaType, await package.Content.ReadAsStringAsync()));
        Assert.Equal(text, Encoding.UTF8.GetString(await (await server.GetAsync("/processes/kept/package", _owner, "Accept: /*")).Content.ReadAsByteArrayAsync()));
        Assert.Equal(HttpStatusCode.NotAcceptable, (await server.GetAsync("/processes/kept/package", _owner, "Accept: image/png")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/processes/echo/package", _owner)).StatusCode);
        Assert.Contains("processes/kept/package", await (await server.GetAsync("/processes/kept?f=html", _owner)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static JsonObject WithId(JsonObject description, string id)
    {
        var copy = description.DeepClone().AsObject();
        copy["id"] = id;
        return copy;
    }

    private async Task<List<string>> ListAsync(string owner) =>
        [.. (await server.GetJsonAsync("/processes?limit=1000", owner))["processes"]!.AsArray().Select(process => Text(process!, "id"))];

    private Task<HttpResponseMessage> DeployAsync(JsonObject package, string query = "") =>
        server.PostAsync("/processes" + query, package.ToJsonString(), $"Content-Type: {Package}", _owner, "Accept: application/json");

    private static async Task RefusedAsync(HttpResponseMessage response, int status, string type)
    {
        Assert.Equal(status, (int)response.StatusCode);
        var report = await OgcServer.JsonAsync(response);
        Assert.Equal((type, status), (Text(report, "type"), report["status"]!.GetValue<int>()));
        Assert.NotEmpty(Text(report, "detail"));
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
