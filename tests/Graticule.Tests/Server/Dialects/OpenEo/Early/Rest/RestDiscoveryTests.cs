using Graticule.Server.Dialects.OpenEo.Early.Rest;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early.Rest;

[Collection(RestServerCollection.Name)]
public sealed class RestDiscoveryTests(RestServer server)
{
    [Fact]
    public async Task Both_versions_are_listed_after_those_of_today()
    {
        var versions = (await server.GetJsonAsync(server.Address + "/.well-known/openeo", owner: null))["versions"]!.AsArray();

        Assert.Equal(["1.3.0", "1.2.0", "0.4.2", "0.3.1"], versions.Select(version => (string)version!["api_version"]!));
        Assert.Equal($"{server.Address}/openeo/0.4", (string?)versions[2]!["url"]);
    }

    [Fact]
    public async Task A_version_that_is_not_served_is_told_with_those_that_are()
    {
        var reply = await server.GetAsync(server.Address + "/openeo/0.5/jobs");

        Assert.Equal((404, "UnsupportedApiVersion"), (reply.Status, reply.Code));
        Assert.Contains("1.3, 1.2, 0.4, 0.3", (string)reply.Json["message"]!, StringComparison.Ordinal);
    }

    /// <summary>Paths and methods of the API's own documents, as clients compare them.</summary>
    [Theory]
    [InlineData("0.3", "/collections/{name}", "GET")]
    [InlineData("0.3", "/preview", "POST")]
    [InlineData("0.3", "/process_graphs/{process_graph_id}", "GET PATCH DELETE")]
    [InlineData("0.4", "/collections/{collection_id}", "GET")]
    [InlineData("0.4", "/result", "POST")]
    [InlineData("0.4", "/udf_runtimes", "GET")]
    [InlineData("0.4", "/files/{user_id}/{path}", "GET PUT DELETE")]
    [InlineData("0.4", "/jobs/{job_id}/results", "GET POST DELETE")]
    [InlineData("0.4", "/services/{service_id}", "GET PATCH DELETE")]
    public async Task Endpoints_are_named_as_in_the_documents(string version, string path, string methods)
    {
        var endpoints = (await server.ReadAsync(version, "/", owner: null))["endpoints"]!.AsArray();

        var endpoint = endpoints.Single(one => (string?)one!["path"] == path)!;
        Assert.Equal(methods.Split(' '), endpoint["methods"]!.AsArray().Select(method => (string)method!));
    }

    [Theory]
    [InlineData("0.3", "version", "0.3.1")]
    [InlineData("0.4", "api_version", "0.4.2")]
    public async Task A_version_tells_its_number_and_no_prices(string version, string member, string number)
    {
        var told = await server.ReadAsync(version, "/", owner: null);

        Assert.Equal(number, (string?)told[member]);
        Assert.Null(told["billing"]);
    }

    [Fact]
    public async Task Collections_have_one_box_and_one_interval_as_in_their_time()
    {
        var old = await server.ReadAsync("0.3", "/collections/S2", owner: null);
        var less = await server.ReadAsync("0.4", "/collections/SENTINEL2", owner: null);

        const string Extent = """{"spatial": [11, 46, 14, 47], "temporal": ["2022-06-01T10:00:00Z", "2022-06-03T10:00:00Z"]}""";
        RestServer.Same(Extent, old["extent"]);
        RestServer.Same(Extent, less["extent"]);
        Assert.Equal(("S2", "proprietary"), ((string?)old["name"], (string?)old["license"]));
        Assert.Equal(("S2", "0.6.2"), ((string?)less["id"], (string?)less["stac_version"]));
        Assert.NotNull(old["eo:bands"]!["B04"]);
        Assert.Equal("B04", (string?)less["properties"]!["eo:bands"]![0]!["name"]);
        Assert.NotNull(less["properties"]!["cube:dimensions"]!["bands"]);
        Assert.Equal("CollectionNotFound", (await server.AskAsync("0.4", "GET", "/collections/none")).Code);
    }

    [Fact]
    public async Task Formats_have_a_default_in_0_3_only()
    {
        var old = await server.ReadAsync("0.3", "/output_formats", owner: null);
        var less = await server.ReadAsync("0.4", "/output_formats", owner: null);

        Assert.NotNull(old["formats"]![(string)old["default"]!]);
        Assert.Equal(old["formats"]!.ToJsonString(), less.ToJsonString());
        Assert.All(less.AsObject(), format => Assert.NotEmpty(format.Value!["gis_data_types"]!.AsArray()));
    }

    /// <summary>Each parameter of each process of today is there, in order, and required exactly where it is not optional.</summary>
    [Fact]
    public async Task Processes_of_0_4_are_those_of_today_in_the_older_form()
    {
        var today = (await server.GetJsonAsync("/processes"))["processes"]!.AsArray();
        var told = (await server.ReadAsync("0.4", "/processes", owner: null))["processes"]!.AsArray();

        Assert.Equal(today.Select(process => (string)process!["id"]!), told.Select(process => (string)process!["id"]!));
        foreach (var (now, then) in today.Zip(told))
        {
            var parameters = now!["parameters"]!.AsArray();
            Assert.Equal(parameters.Select(parameter => (string)parameter!["name"]!), then!["parameter_order"]!.AsArray().Select(name => (string)name!));
            Assert.All(parameters, parameter => Assert.NotEqual(
                (bool?)parameter!["optional"] ?? false, (bool)then["parameters"]![(string)parameter["name"]!]!["required"]!));
            Assert.DoesNotContain("\"subtype\"", then["parameters"]!.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Processes_of_0_3_are_those_of_its_time()
    {
        var told = (await server.ReadAsync("0.3", "/processes", owner: null))["processes"]!.AsArray();

        Assert.Contains(told, process => (string?)process!["name"] == "get_collection" && (bool)process["parameters"]!["name"]!["required"]!);
        Assert.DoesNotContain(told, process => (string?)process!["name"] == "load_collection");
    }

    [Fact]
    public async Task What_is_not_served_says_so()
    {
        Assert.Equal((501, "FeatureUnsupported"), await CodeAsync("/subscription"));
        Assert.Equal((501, "FeatureUnsupported"), await CodeAsync("/credentials/oidc"));
        Assert.Equal((404, "NotFound"), await CodeAsync("/nothing"));

        async Task<(int, string?)> CodeAsync(string path)
        {
            var reply = await server.AskAsync("0.4", "GET", path, owner: null);
            return (reply.Status, reply.Code);
        }
    }

    /// <summary>Pages with clients of the time send credentials, and a browser gives them no answer to that from a server that allows all origins.</summary>
    [Theory]
    [InlineData("0.3", "https://editor.example", "true")]
    [InlineData("0.4", "https://editor.example", "true")]
    [InlineData("1.3", "*", "")]
    public async Task Origins_are_told_back_before_1_0_and_are_a_star_today(string version, string origin, string credentials)
    {
        foreach (var method in (string[])["OPTIONS", "GET"])
        {
            var reply = await server.AskAsync(version, method, "/jobs", owner: null, headers: "Origin: https://editor.example");

            Assert.Equal(origin, reply.Header("Access-Control-Allow-Origin"));
            Assert.Equal(credentials, reply.Header("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public void Errors_of_0_3_have_numbers()
    {
        Assert.Equal(3005, CodeOf("JobLocked", 400));
        Assert.Equal(3006, CodeOf("JobNotFinished", 400));
        Assert.Equal(404, CodeOf("JobNotFound", 404));

        static int CodeOf(string code, int status) => (int)RestErrors.Write(new(status, code, "What is wrong."), isOf03: true)["code"]!;
    }
}
