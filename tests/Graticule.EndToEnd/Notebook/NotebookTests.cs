using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Graticule.Tests.Analysis;
using Graticule.Tests.Analysis.Packages.Containers;
using Graticule.Tests.Jobs.Execution.Slurm;
using Graticule.Tests.Server.Access;
using Xunit.Abstractions;

namespace Graticule.EndToEnd.Notebook;

/// <summary>
/// The notebook of the HPGC client, cell by cell, with requests as its generated client makes them: a token from a real provider,
/// packages deployed by link and by value, a container run by a real Slurm cluster, and its result on a map. What it names on the web is
/// on a mirror here.
/// </summary>
[Collection(SharedCluster.Name)]
public sealed class NotebookTests(OwnCluster cluster, ITestOutputHelper log) : IAsyncLifetime, IDisposable
{
    private const string Workflows = "https://raw.githubusercontent.com/EOEPCA/proc-ades/master/test/sample_apps/v2/";
    private const string Image = "http://geolabs.fr/dl/Landsat8Extract1.tif";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly LocalWeb _web = new();
    private readonly Glewlwyd _provider = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly string _images = Directory.CreateTempSubdirectory("graticule-notebook-").FullName;
    private RunningServer? _server;
    private string _token = "";

    private string Host => _server!.Address;

    public Task InitializeAsync() => _provider.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _web.DisposeAsync();
        await _provider.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_images, recursive: true);
    }

    public void Dispose()
    {
        _http.Dispose();
        _provider.Dispose();
        _server?.Dispose();
    }

    [SkippableFact]
    public async Task Every_cell_gets_what_it_waits_for()
    {
        await PrepareAsync();

        // The entrance, with the slash at the end of the host that the notebook has.
        var landing = await GetAsync("/ogc-api//", token: false);
        Assert.All(["conformance", "processes", "job-list"], name =>
            Assert.Contains(landing["links"]!.AsArray(), link => (string)link!["rel"]! == $"http://www.opengis.net/def/rel/ogc/1.0/{name}" && (string?)link["type"] == "application/json"));
        Assert.Contains(landing["links"]!.AsArray(), link => (string?)link!["type"] == "application/vnd.oai.openapi+json;version=3.0");
        var classes = (await GetAsync("/ogc-api/conformance", token: false))["conformsTo"]!.AsArray().Select(name => (string)name!).ToList();
        Assert.All(["deploy-replace-undeploy", "ogcapppkg", "docker", "cwl"], name => Assert.Contains($"http://www.opengis.net/spec/ogcapi-processes-2/1.0/conf/{name}", classes));

        // Nobody sees processes without a token; with one, also in the user's own name space.
        Assert.Equal(401, (int)(await SendAsync(HttpMethod.Get, "/ogc-api/processes", token: false)).StatusCode);
        Assert.NotEmpty((await GetAsync("/ogc-api//processes"))["processes"]!.AsArray());
        Assert.NotEmpty((await GetAsync("/alice/ogc-api//processes"))["processes"]!.AsArray());
        Assert.Equal(403, (int)(await SendAsync(HttpMethod.Get, "/bob/ogc-api/processes")).StatusCode);
        foreach (var name in (string[])["securityOut", "FinalizeHPC1", "openeoFilterIn"])
        {
            Assert.Equal(name, (string)(await GetAsync($"/ogc-api/processes/{name}"))["id"]!);
        }

        await DeployWorkflowsAsync();
        await DeployBandMathAsync();
        var job = await ExecuteAsync();
        await ShowAsync(job);
        await ReplaceAndUndeployAsync(job);
    }

    private async Task PrepareAsync()
    {
        cluster.Need();
        Skip.If(_provider.Missing is not null, _provider.Missing);
        var made = await TestImages.FolderWithOtbAsync();
        TestImages.Need("cwltool");
        File.CreateSymbolicLink(Path.Combine(_images, "otbtf_4.1.0-cpu.sif"), Path.Combine(made, "otbtf_4.1.0-cpu.sif"));
        foreach (var name in (string[])
        [
            "eoepca_snuggs_0.3.0", "curlimages_curl_latest", "osgeo_gdal", "osgeo_gdal_latest", "terradue_otb-7.2.0_latest",
            "registry.gitlab.com_terradue-ogctb16_eoap_d169-jupyter-nb_stacme_0.1.0-develop",
        ])
        {
            Directory.CreateSymbolicLink(Path.Combine(_images, name), Path.Combine(made, "stub"));
        }

        var corpus = Path.Combine(BuiltProgram.Repository, "tests/Graticule.Tests/Analysis/Packages/Cwl/corpus");
        _web.Add("workflows/snuggs/workflow.cwl", Path.Combine(corpus, "snuggs.cwl"));
        _web.Add("workflows/dNBR/workflow.cwl", Path.Combine(corpus, "dnbr.cwl"));
        Environment.SetEnvironmentVariable("SLURM_CONF", cluster.Configuration);
        _server = new(
        [
            "--auth", "token", "--oidc-issuer", $"{_provider.Issuer}", "--oidc-audience", Glewlwyd.Resource, "--slurm", "--images", _images, "--private-host", "127.0.0.1",
            "--mirror", $"{Workflows}={_web.Address}workflows/", "--mirror", $"http://geolabs.fr/dl/={_web.Address}images/",
        ]);
        await _server.InitializeAsync();
        Skip.IfNot(_server.HasDemoData, "there is no Landsat scene: the Debian package that has it could not be fetched");
        _web.Add("images/Landsat8Extract1.tif", Scene);
        _token = await _provider.ImplicitAsync("alice", "openid graticule:deploy");
    }

    private string Scene => Path.Combine(_server!.Data, "files/collections/demo/L7_ETMs.tif");

    private async Task DeployWorkflowsAsync()
    {
        foreach (var (folder, name, version) in new[] { ("snuggs", "snuggs", "0.3.0"), ("dNBR", "dnbr", "0.1.0") })
        {
            var package = $$$"""{"executionUnit": {"href": "{{{Workflows}}}{{{folder}}}/workflow.cwl#{{{name}}}","type": "application/cwl"}}""";
            var deployed = await SendAsync(HttpMethod.Post, $"/ogc-api/processes?w={name}", package, "application/ogcapppkg+json");
            var summary = await ReadAsync(deployed, 201);

            Assert.Equal((name, version), ((string)summary["id"]!, (string)summary["version"]!));
            Assert.Equal($"{Host}/ogc-api/processes/{name}", deployed.Headers.Location!.ToString());
            Assert.Equal(409, (int)(await SendAsync(HttpMethod.Post, $"/ogc-api/processes?w={name}", package, "application/ogcapppkg+json")).StatusCode);
        }

        var snuggs = await GetAsync("/ogc-api/processes/snuggs");
        Assert.Equal(["input_reference", "s_expression"], snuggs["inputs"]!.AsObject().Select(input => input.Key));
        Assert.Equal("unbounded", (string)snuggs["inputs"]!["input_reference"]!["maxOccurs"]!);
        Assert.True(snuggs["outputs"]!.AsObject().ContainsKey("wf_outputs"));
        var unknown = await ReadAsync(await SendAsync(
            HttpMethod.Post, "/ogc-api/processes?w=nothing", $$$"""{"executionUnit": {"href": "{{{Workflows}}}snuggs/workflow.cwl","type": "application/cwl"}}""", "application/ogcapppkg+json"), 400);
        Assert.Equal("http://www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/workflow-not-found", (string)unknown["type"]!);
    }

    private async Task DeployBandMathAsync()
    {
        var deployed = await ReadAsync(await SendAsync(HttpMethod.Post, "/ogc-api/processes?w=", NotebookPackage.BandMath().ToJsonString(), "application/ogcapppkg+json"), 201);
        Assert.Equal(("BandMath", "1.0.0"), ((string)deployed["id"]!, (string)deployed["version"]!));
        var description = await GetAsync("/ogc-api/processes/BandMath");
        Assert.True((bool)description["mutable"]!);
        Assert.DoesNotContain("sync-execute", description["jobControlOptions"]!.AsArray().Select(option => (string)option!));
    }

    private async Task<string> ExecuteAsync()
    {
        var request = new JsonObject
        {
            ["inputs"] = new JsonObject { ["il"] = new JsonArray(new JsonObject { ["href"] = Image }), ["out"] = "float", ["exp"] = "im1b1+im1b2", ["ram"] = 256 },
            ["outputs"] = new JsonObject { ["out"] = new JsonObject { ["format"] = new JsonObject { ["mediaType"] = "image/png" }, ["transmissionMode"] = "reference" } },
            ["response"] = "document",
            ["subscriber"] = new JsonObject
            {
                ["successUri"] = _web.Address + "success/test135",
                ["inProgressUri"] = _web.Address + "progress/test135",
                ["failedUri"] = _web.Address + "failed/test135",
            },
        };
        var answer = await SendAsync(
            HttpMethod.Post, "/ogc-api/processes/BandMath/execution", request.ToJsonString(), "application/json", "Prefer: respond-async;return=representation", "Accept: /*");
        var status = await ReadAsync(answer, 201);
        var id = (string)status["jobID"]!;
        Assert.Contains((string)status["status"]!, (string[])["accepted", "running"]);
        Assert.Contains((await GetAsync("/ogc-api/jobs"))["jobs"]!.AsArray(), job => (string)job!["jobID"]! == id);

        using var patience = new CancellationTokenSource(Patience);
        while ((string)status["status"]! is "accepted" or "running")
        {
            await Task.Delay(300, patience.Token);
            status = await GetAsync($"/ogc-api/jobs/{id}");
        }

        log.WriteLine(await (await SendAsync(HttpMethod.Get, $"/ogc-api/jobs/{id}/log")).Content.ReadAsStringAsync());
        Assert.Equal("successful", (string)status["status"]!);
        await CheckCallbacksAsync(patience.Token);
        return id;
    }

    private async Task CheckCallbacksAsync(CancellationToken patience)
    {
        while (!_web.Posts.TryGetValue("success/test135", out var news) || news.IsEmpty)
        {
            await Task.Delay(100, patience);
        }

        Assert.Equal("image/png", (string)JsonNode.Parse(_web.Posts["success/test135"].Single())!["out"]!["type"]!);
        Assert.All(_web.Posts["progress/test135"], told => Assert.Equal("BandMath", (string)JsonNode.Parse(told)!["processID"]!));
        Assert.False(_web.Posts.ContainsKey("failed/test135"));
    }

    private async Task ShowAsync(string job)
    {
        // The client knows a link by having no other member.
        var results = await GetAsync($"/ogc-api/jobs/{job}/results");
        var link = results["out"]!.AsObject();
        Assert.Equal(["out"], results.AsObject().Select(output => output.Key));
        Assert.Equal(["href", "type"], link.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal("image/png", (string)link["type"]!);

        // The picture, as a page shows it: no header, no token.
        var address = new Uri((string)link["href"]!);
        var picture = await _http.GetByteArrayAsync(address);
        Assert.Equal("PNG"u8.ToArray(), picture[1..4]);

        // What the notebook takes out of the address, and the tile that its map then asks for.
        var query = HttpUtility.ParseQueryString(address.Query);
        var corners = query["bbox"]!.Split(',').Select(corner => double.Parse(corner, CultureInfo.InvariantCulture)).ToArray();
        var (latitude, longitude) = ((corners[0] + corners[2]) / 2, (corners[1] + corners[3]) / 2);
        Assert.InRange(latitude, -8.05, -7.94);
        Assert.InRange(longitude, -34.93, -34.82);
        var map = $"{address.Scheme}://{address.Authority}{address.AbsolutePath}?map={query["map"]}&";
        var tile = await _http.GetAsync($"{map}service=WMS&request=GetMap&layers={query["layers"]}&styles=&format={query["format"]}&transparent=true&version=1.1.1&width=256&height=256&srs=EPSG%3A3857&bbox={Tile(latitude, longitude, 13)}");
        Assert.Equal((HttpStatusCode.OK, "image/png"), (tile.StatusCode, tile.Content.Headers.ContentType!.MediaType));
        Assert.True((await tile.Content.ReadAsByteArrayAsync()).Length > 5000, "The tile in the middle of the scene is empty.");

        // Somebody else's guess opens nothing.
        Assert.Equal(404, (int)(await _http.GetAsync($"{map.Replace("map=", "map=x", StringComparison.Ordinal)}service=WMS&request=GetCapabilities")).StatusCode);
        Assert.Equal(404, (int)(await SendAsync(HttpMethod.Get, $"/ogc-api/jobs/{job}", user: await _provider.ImplicitAsync("bob"))).StatusCode);
    }

    private async Task ReplaceAndUndeployAsync(string job)
    {
        Assert.Equal(204, (int)(await SendAsync(HttpMethod.Put, "/ogc-api/processes/BandMath", NotebookPackage.BandMath(version: "1.1.0").ToJsonString(), "application/ogcapppkg+json")).StatusCode);
        Assert.Equal("1.1.0", (string)(await GetAsync("/ogc-api/processes/BandMath"))["version"]!);
        foreach (var name in (string[])["BandMath", "snuggs", "dnbr"])
        {
            Assert.Equal(204, (int)(await SendAsync(HttpMethod.Delete, $"/ogc-api/processes/{name}")).StatusCode);
            Assert.Equal(404, (int)(await SendAsync(HttpMethod.Get, $"/ogc-api/processes/{name}")).StatusCode);
        }

        // The cell that passes a bound method by mistake.
        Assert.Equal(404, (int)(await SendAsync(HttpMethod.Delete, "/ogc-api/processes/%3Cbound%20method%20x%3E")).StatusCode);

        // Results outlive the process, and say what made them.
        var provenance = (await GetAsync($"/ogc-api/jobs/{job}/prov")).ToJsonString();
        Assert.Contains("graticule:sha256", provenance, StringComparison.Ordinal);
    }

    /// <summary>The box of the XYZ tile that has a place, as Leaflet writes it.</summary>
    private static string Tile(double latitude, double longitude, int zoom)
    {
        const double Half = 20037508.342789244;
        var size = 2 * Half / (1 << zoom);
        var x = longitude * Half / 180;
        var y = Math.Log(Math.Tan((90 + latitude) * Math.PI / 360)) * Half / Math.PI;
        var (column, row) = (Math.Floor((x + Half) / size), Math.Floor((Half - y) / size));
        var (left, top) = ((column * size) - Half, Half - (row * size));
        return string.Create(CultureInfo.InvariantCulture, $"{left},{top - size},{left + size},{top}");
    }

    private async Task<JsonNode> GetAsync(string path, bool token = true) => await ReadAsync(await SendAsync(HttpMethod.Get, path, token: token), 200);

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string? mediaType = null, string? prefer = null, string accept = "accept: application/json", bool token = true, string? user = null)
    {
        var request = new HttpRequestMessage(method, Host + path);
        foreach (var header in new[] { prefer, accept, token ? $"Authorization: Bearer {user ?? _token}" : null }.OfType<string>())
        {
            request.Headers.TryAddWithoutValidation(header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new(mediaType!);
        }

        return _http.SendAsync(request);
    }
}
