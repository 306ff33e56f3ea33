using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Graticule.Tests.Server.Dialects.OpenEo.Early;

[Collection(EarlyServerCollection.Name)]
public sealed class DiscoveryTests(EarlyServer server)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Capabilities_are_the_paths_of_the_version()
    {
        var paths = (await server.ReadAsync("/capabilities", owner: null)).AsArray().Select(path => (string)path!).ToList();

        Assert.All(
            (string[])
            [
                "/capabilities", "/capabilities/output_formats", "/capabilities/services", "/data", "/data/opensearch", "/processes", "/processes/opensearch", "/auth/login",
                "/auth/register", "/execute", "/jobs", "/services", "/udf_runtimes",
            ],
            path => Assert.Contains(path, paths));
        Assert.Contains(paths, path => path.StartsWith("/users/{", StringComparison.Ordinal) && path.EndsWith("}/files/{path}", StringComparison.Ordinal));
        Assert.DoesNotContain(paths, path => path.Contains("**", StringComparison.Ordinal) || path.StartsWith("/results", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Formats_have_a_default_and_options()
    {
        var told = await server.ReadAsync("/capabilities/output_formats", owner: null);

        Assert.Equal("GTiff", (string?)told["default"]);
        Assert.All((string[])["tiled", "compress", "photometric", "jpeg_quality"], option => Assert.NotNull(told["formats"]!["GTiff"]![option]));
        Assert.NotNull(told["formats"]!["GPKG"]);
        Assert.Equal(["wcs", "wms", "wmts", "tms", "xyz"], (await server.ReadAsync("/capabilities/services", owner: null)).AsArray().Select(type => (string)type!));
    }

    [Fact]
    public async Task A_product_has_extent_time_and_bands_as_0_0_2_has_them()
    {
        var told = await server.ReadAsync("/data/S2_L2A_T32TPS_20M", owner: null);

        Assert.Equal("S2_L2A_T32TPS_20M", (string?)told["product_id"]);
        Assert.Equal("EPSG:4326", (string?)told["extent"]!["srs"]);
        Assert.True((double)told["extent"]!["left"]! < (double)told["extent"]!["right"]!);
        Assert.True((double)told["extent"]!["bottom"]! < (double)told["extent"]!["top"]!);
        Assert.StartsWith("2017-01-", (string?)told["time"]!["from"], StringComparison.Ordinal);
        Assert.StartsWith("2022-06-", (string?)told["time"]!["to"], StringComparison.Ordinal);
        var red = told["bands"]!.AsArray().Single(band => (string?)band!["band_id"] == "B04")!;
        Assert.Equal("red", (string?)red["name"]);
        Assert.InRange((double)red["wavelength_nm"]!, 650, 680);
        Assert.Equal(20, (double)red["res_m"]!);
        Assert.All((string[])["scale", "offset", "nodata"], member => Assert.NotNull(red[member]));
    }

    [Theory]
    [InlineData("", "S2_L2A_T32TPS_20M", true)]
    [InlineData("?qname=l2a", "S2_L2A_T32TPS_20M", true)]
    [InlineData("?qname=l2a", "Sentinel2-L1C", false)]
    [InlineData("?qgeom=POLYGON((16.2%2047.5,16.3%2047.5,16.3%2047.6,16.2%2047.5))", "Sentinel2-L1C", true)]
    [InlineData("?qgeom=POLYGON((16.2%2047.5,16.3%2047.5,16.3%2047.6,16.2%2047.5))", "S2_L2A_T32TPS_20M", false)]
    [InlineData("?qgeom=POINT(16.3%2048)", "Sentinel2-L1C", true)]
    [InlineData("?qstartdate=2022-01-01", "Sentinel2-L1C", false)]
    [InlineData("?qstartdate=2022-01-01", "S2_L2A_T32TPS_20M", true)]
    [InlineData("?qenddate=2016-12-31", "S2_L2A_T32TPS_20M", false)]
    public async Task Products_are_chosen_by_name_place_and_time(string query, string product, bool isFound)
    {
        var found = (await server.ReadAsync("/data" + query, owner: null)).AsArray();

        Assert.Equal(isFound, found.Any(one => (string?)one!["product_id"] == product));
        Assert.All(found, one => Assert.All((string[])["description", "source"], member => Assert.NotNull(one![member])));
    }

    [Theory]
    [InlineData("/data?qgeom=CIRCLE(1%202)")]
    [InlineData("/data?qgeom=POINT(a%20b)")]
    [InlineData("/data?qstartdate=yesterday")]
    [InlineData("/data/opensearch?start=-1")]
    public async Task A_query_that_cannot_be_read_is_told_so(string path)
    {
        var reply = await server.AskAsync("GET", path, owner: null);

        Assert.Equal(400, reply.Status);
        Assert.Contains("parameter", (string?)reply.Json["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Searches_answer_with_feeds()
    {
        var data = await server.AskAsync("GET", "/data/opensearch?q=L1C&rows=1", owner: null);
        var processes = await server.AskAsync("GET", "/processes/opensearch?q=filter", owner: null);

        Assert.Equal("application/atom+xml", data.Header("Content-Type"));
        var feed = XDocument.Parse(data.Text).Root!;
        Assert.Single(feed.Elements(Atom + "entry"));
        Assert.True((int)feed.Element(XName.Get("totalResults", "http://a9.com/-/spec/opensearch/1.1/"))! >= 2);
        var address = (string)XDocument.Parse(processes.Text).Root!.Elements(Atom + "entry").First().Element(Atom + "link")!.Attribute("href")!;
        Assert.StartsWith("filter_", (string?)(await server.AskAsync("GET", address, owner: null)).Json["process_id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_are_described_with_their_arguments()
    {
        var names = (await server.ReadAsync("/processes", owner: null)).AsArray().Select(process => (string)process!["process_id"]!).ToList();

        Assert.All((string[])["filter_bbox", "filter_daterange", "filter_bands", "NDVI", "min_time", "max_time", "zonal_statistics"], name => Assert.Contains(name, names));
        Assert.Single((await server.ReadAsync("/processes?qname=NDV", owner: null)).AsArray());
        foreach (var name in names)
        {
            var told = await server.ReadAsync("/processes/" + Uri.EscapeDataString(name), owner: null);
            Assert.NotEmpty((string)told["description"]!);
            Assert.All(told["args"]!.AsObject(), argument => Assert.NotEmpty((string)argument.Value!["description"]!));
        }

        Assert.Equal(404, (await server.AskAsync("GET", "/processes/nothing", owner: null)).Status);
    }

    [Theory]
    [InlineData("/data/nothing", 404)]
    [InlineData("/nothing", 404)]
    [InlineData("/udf_runtimes/Cobol/reduce_time", 404)]
    [InlineData("/jobs/nothing", 401)]
    public async Task What_is_not_there_has_a_bare_status_and_a_sentence(string path, int status)
    {
        var reply = await server.AskAsync("GET", path, owner: null);

        Assert.Equal(status, reply.Status);
        Assert.NotEmpty((string)reply.Json["message"]!);
        Assert.Equal("text/plain; charset=utf-8", (await server.AskAsync("GET", path, owner: null, headers: "Accept: text/plain")).Header("Content-Type"));
    }

    [Theory]
    [InlineData("/capabilities/")]
    [InlineData("//capabilities")]
    [InlineData("/data/")]
    [InlineData("/processes//")]
    [InlineData("/user/me/jobs")]
    [InlineData("/users/ann/jobs/")]
    [InlineData("/users/me//services")]
    public async Task Slashes_and_spellings_of_the_time_do_not_matter(string path) => Assert.IsType<JsonArray>(await server.ReadAsync(path));

    [Fact]
    public async Task Pages_of_any_origin_may_ask_with_credentials()
    {
        var preflight = await server.AskAsync("OPTIONS", "/jobs", owner: null, headers: ["Origin: https://client.example", "Access-Control-Request-Method: PATCH"]);
        var refused = await server.AskAsync("GET", "/jobs/x", owner: null, headers: "Origin: https://client.example");
        var plain = await server.AskAsync("GET", "/data", owner: null);

        Assert.Equal((200, "https://client.example", "true"), (preflight.Status, preflight.Header("Access-Control-Allow-Origin"), preflight.Header("Access-Control-Allow-Credentials")));
        Assert.Contains("PATCH", preflight.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("Authorization", preflight.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Equal((401, "https://client.example"), (refused.Status, refused.Header("Access-Control-Allow-Origin")));
        Assert.Equal(("", "Origin"), (plain.Header("Access-Control-Allow-Origin"), plain.Header("Vary")));
    }

    [Fact]
    public async Task Methods_that_a_resource_has_not_are_refused_with_those_that_it_has()
    {
        var reply = await server.AskAsync("DELETE", "/execute");

        Assert.Equal((405, "POST"), (reply.Status, string.Join(", ", reply.Response.Content.Headers.Allow)));
    }
}
