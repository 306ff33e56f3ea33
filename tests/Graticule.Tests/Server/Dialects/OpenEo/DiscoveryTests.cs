using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Server.Dialects.OpenEo;
using Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

namespace Graticule.Tests.Server.Dialects.OpenEo;

[Collection(OpenEoServerCollection.Name)]
public sealed class DiscoveryTests(OpenEoServer server)
{
    [Theory]
    [InlineData("/.well-known/openeo")]
    [InlineData("/openeo/.well-known/openeo")]
    [InlineData("/openeo/1.3/.well-known/openeo")]
    public async Task The_versions_are_listed_beside_the_api_and_in_it(string path)
    {
        var versions = (await server.GetJsonAsync(server.Address + path, owner: null))["versions"]!.AsArray();

        Assert.Equal(["1.3.0", "1.2.0"], versions.Select(version => (string?)version!["api_version"]));
        Assert.Equal([server.Address + "/openeo/1.3", server.Address + "/openeo/1.2"], versions.Select(version => (string?)version!["url"]));
    }

    [Theory]
    [InlineData("1.3", "1.3.0")]
    [InlineData("1.2", "1.2.0")]
    public async Task The_root_has_what_the_api_requires(string path, string version)
    {
        var root = await server.GetJsonAsync($"{server.Address}/openeo/{path}/", owner: null);

        Assert.Equal((version, "1.1.0", "Catalog"), ((string?)root["api_version"], (string?)root["stac_version"], (string?)root["type"]));
        foreach (var member in (string[])["id", "title", "description", "backend_version", "endpoints", "links", "conformsTo", "billing"])
        {
            Assert.NotNull(root[member]);
        }

        Assert.Equal(root["conformsTo"]!.ToJsonString(), (await server.GetJsonAsync($"{server.Address}/openeo/{path}/conformance", owner: null))["conformsTo"]!.ToJsonString());
        Assert.Contains($"https://api.openeo.org/{version}", root["conformsTo"]!.AsArray().Select(one => (string?)one));
    }

    [Fact]
    public async Task Every_endpoint_that_is_listed_answers_in_openEOs_words()
    {
        var endpoints = (await server.GetJsonAsync("/"))["endpoints"]!.AsArray();

        Assert.Contains(endpoints, endpoint => (string?)endpoint!["path"] == "/files/{path}");
        Assert.Contains(endpoints, endpoint => (string?)endpoint!["path"] == "/jobs/{job_id}/results" && endpoint["methods"]!.ToJsonString() == """["GET","POST","DELETE"]""");
        foreach (var endpoint in endpoints)
        {
            foreach (var method in endpoint!["methods"]!.AsArray().Select(one => (string)one!))
            {
                var path = string.Join('/', ((string)endpoint["path"]!).Split('/').Select(part => part.StartsWith('{') ? "none" : part));
                var reply = await server.SendAsync(method, path);

                Assert.True(reply.Status < 500, $"{method} {path}: {reply.Status} {reply.Text}");
                Assert.True(reply.Status < 400 || reply.Code is { Length: > 2 } and not "FeatureUnsupported", $"{method} {path}: {reply.Status} {reply.Text}");
            }
        }
    }

    [Fact]
    public async Task Only_one_three_tells_the_release_of_the_processes()
    {
        var processes = await server.GetJsonAsync("/processes", owner: null);

        Assert.Equal("2.0.0-rc.2", (string?)processes["version"]);
        Assert.Null((await server.GetJsonAsync(server.Address + "/openeo/1.2/processes"))["version"]);
    }

    [Fact]
    public async Task Processes_come_all_at_once_and_page_by_page_to_who_asks_for_a_page()
    {
        var all = Ids(await server.GetJsonAsync("/processes", owner: null));
        var limited = await server.GetJsonAsync("/processes?limit=50");
        List<string?> paged = [];
        for (var next = Link(limited, "first"); next is not null;)
        {
            var page = await server.GetJsonAsync(next);
            Assert.InRange(page["processes"]!.AsArray().Count, 1, 50);
            paged.AddRange(Ids(page));
            next = Link(page, "next");
        }

        Assert.Equal(all, Ids(limited));
        Assert.Equal(all, paged);
        Assert.Null(Link(await server.GetJsonAsync("/processes"), "first"));
        Assert.Equal(400, (await server.GetAsync("/processes?limit=none")).Status);

        static List<string?> Ids(JsonNode page) => [.. page["processes"]!.AsArray().Select(process => (string?)process!["id"])];

        static string? Link(JsonNode page, string relation) => (string?)page["links"]!.AsArray().FirstOrDefault(link => (string?)link!["rel"] == relation)?["href"];
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.3")]
    public async Task Paths_that_are_listed_have_the_names_of_the_document(string version)
    {
        var document = version == "1.2" ? ApiDocument.V12 : ApiDocument.V13;
        var endpoints = (await server.GetJsonAsync($"{server.Address}/openeo/{version}/", owner: null))["endpoints"]!.AsArray();

        var unknown = endpoints.SelectMany(endpoint => endpoint!["methods"]!.AsArray().Select(method => (Method: (string)method!, Path: (string)endpoint["path"]!)))
            .Where(endpoint => document.Find(endpoint.Method, endpoint.Path) is null && !OwnResources.Paths.ContainsKey(endpoint.Path));

        Assert.Empty(unknown);
    }

    [Fact]
    public async Task Processing_parameters_are_described_as_the_extension_wants()
    {
        var parameters = await server.GetJsonAsync("/processing_parameters", owner: null);

        Assert.Equal(["memory", "cores", "max_duration"], parameters["create_job_parameters"]!.AsArray().Select(one => (string?)one!["name"]));
        Assert.Equal(parameters["create_job_parameters"]!.ToJsonString(), parameters["create_synchronous_parameters"]!.ToJsonString());
    }

    [Theory]
    [InlineData("GET", "/openeo/1.3/nothing", 404, "NotFound")]
    [InlineData("GET", "/openeo/2.0/jobs", 404, "UnsupportedApiVersion")]
    [InlineData("GET", "/openeo/1.3/jobs/none", 404, "JobNotFound")]
    [InlineData("GET", "/openeo/1.3/collections/none", 404, "CollectionNotFound")]
    [InlineData("GET", "/openeo/1.3/process_graphs/none", 404, "ProcessGraphNotFound")]
    [InlineData("GET", "/openeo/1.3/files/none.tif", 404, "FileNotFound")]
    [InlineData("POST", "/openeo/1.3/collections", 501, "FeatureUnsupported")]
    [InlineData("GET", "/openeo/1.3/collections?limit=0", 400, "RequestInvalid")]
    public async Task An_error_is_json_with_code_and_message_and_may_be_read_by_pages_of_any_origin(string method, string path, int status, string code)
    {
        var reply = await server.SendAsync(method, server.Address + path);

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Equal("application/json", reply.Header("Content-Type"));
        Assert.Equal("*", reply.Header("Access-Control-Allow-Origin"));
        Assert.NotEmpty((string)reply.Json["message"]!);
        Assert.NotEmpty((string)reply.Json["id"]!);
    }

    [Fact]
    public async Task Pages_of_any_origin_may_use_everything()
    {
        var preflight = await server.SendAsync("OPTIONS", "/jobs/none/results", owner: null, headers: ["Origin: https://editor.openeo.org", "Access-Control-Request-Method: DELETE"]);

        Assert.Equal(204, preflight.Status);
        Assert.Equal("*", preflight.Header("Access-Control-Allow-Origin"));
        Assert.Contains("PATCH", preflight.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("Authorization", preflight.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Contains("OpenEO-Identifier", (await server.GetAsync("/")).Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Empty(preflight.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public void Every_kind_of_problem_has_a_code_of_the_api()
    {
        foreach (var kind in Enum.GetValues<ProblemKind>())
        {
            var error = Errors.Of(new Problem(kind, "It went wrong.", "parameter"));

            Assert.True(kind == ProblemKind.InvalidInput || ErrorCodes.All.Contains(error.Code), $"{kind}: {error.Code}");
            Assert.InRange(error.Status, 400, 503);
        }

        Assert.Equal((404, "CollectionNotFound"), Told("CollectionNotFound"));
        Assert.Equal((400, "TemporalExtentEmpty"), Told("TemporalExtentEmpty"));
        Assert.Equal((500, "Internal"), Told("process-graph"));

        static (int Status, string Code) Told(string subject)
        {
            var error = Errors.Of(new Problem(ProblemKind.ProcessFailed, "x", subject));
            return (error.Status, error.Code);
        }
    }

    [Fact]
    public async Task A_collection_is_described_with_links_and_found_by_its_other_name()
    {
        var collection = await server.GetJsonAsync("/collections/SENTINEL2", owner: null);

        Assert.Equal("S2", (string?)collection["id"]);
        Assert.NotNull(collection["cube:dimensions"]!["bands"]);
        Assert.NotNull(collection["summaries"]!["bands"]);
        var relations = collection["links"]!.AsArray().Select(link => (string?)link!["rel"]).ToList();
        Assert.Contains("http://www.opengis.net/def/rel/ogc/1.0/queryables", relations);
        Assert.Contains("items", relations);
        Assert.Equal("S2", (string?)(await server.GetJsonAsync("/collections", owner: null))["collections"]![0]!["id"]);
        var queryables = await server.GetAsync("/collections/S2/queryables", owner: null);
        Assert.Equal((200, "application/schema+json"), (queryables.Status, queryables.Header("Content-Type")));
    }

    [Theory]
    [InlineData("", "day1 day2 day3")]
    [InlineData("?limit=2", "day1 day2")]
    [InlineData("?limit=2&offset=2", "day3")]
    [InlineData("?bbox=13.5,46,15,47", "day3")]
    [InlineData("?datetime=2022-06-02T10:00:00Z/..", "day2 day3")]
    [InlineData("?datetime=../2022-06-02T10:00:00Z", "day1 day2")]
    [InlineData("?datetime=2022-06-02T10:00:00Z", "day2")]
    public async Task Items_are_chosen_by_place_and_time(string query, string ids)
    {
        var items = await server.GetJsonAsync("/collections/S2/items" + query, owner: null);

        Assert.Equal(ids, string.Join(' ', items["features"]!.AsArray().Select(item => (string?)item!["id"])));
    }

    [Fact]
    public async Task Files_of_a_collection_are_for_who_may_read_and_only_those_that_items_name()
    {
        var items = await server.GetJsonAsync("/collections/S2/items?limit=1");
        var href = (string)items["features"]![0]!["assets"]!["B04"]!["href"]!;

        Assert.Equal("II*", (await server.GetAsync(href)).Text);
        Assert.Equal(401, (await server.GetAsync(href, owner: null)).Status);
        Assert.Equal(404, (await server.GetAsync("/collections/S2/files/collection.json")).Status);
        Assert.Equal(404, (await server.GetAsync("/collections/S2/files/two.tif")).Status);
    }
}
