using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Graticule.Tests.Analysis.Packages.Cwl.Running;

namespace Graticule.EndToEnd.Packages;

/// <summary>Application packages deployed over HTTP, run by workers of the built program with scripts in place of their tools, and undeployed.</summary>
public sealed class CwlPackageTests : IAsyncLifetime, IDisposable
{
    private const string Item = """{"value": {"type": "Feature", "stac_version": "1.0.0", "id": "scene", "assets": {}, "links": []}}""";

    private static readonly string Corpus = Path.Combine(BuiltProgram.Repository, "tests/Graticule.Tests/Analysis/Packages/Cwl/corpus");

    private readonly StubImages _images = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly RunningServer _server;

    public CwlPackageTests()
    {
        StubPackages.AddTo(_images);
        _server = new(["--images", _images.Folder]);
    }

    private string Api => _server.Address + "/ogc-api";

    public Task InitializeAsync() => StubImages.Lack is null ? _server.InitializeAsync() : Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (StubImages.Lack is null)
        {
            await _server.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
        _images.Dispose();
    }

    [SkippableFact]
    public async Task The_twelve_patterns_and_the_packages_in_use_are_deployed_run_and_undeployed()
    {
        Skip.If(StubImages.Lack is not null, StubImages.Lack);
        (string Package, string Inputs, string Outputs, string Said)[] cases =
        [
            ("pattern-1", $$"""{"item": {{Item}} }""", "water_bodies:1", "<pattern-1>"),
            ("pattern-2", $$"""{"item_1": {{Item}}, "item_2": {{Item}} }""", "water_bodies:1", "<--input-item-2>"),
            ("pattern-3", $$"""{"items": [{{Item}}, {{Item}}, {{Item}}]}""", "water_bodies:3", "<pattern-3>"),
            ("pattern-4", $$"""{"item": {{Item}} }""", "ndvi:1 ndwi:1", "<pattern-4>"),
            ("pattern-5", $$"""{"item": {{Item}}, "indexes": ["a b", "c"]}""", "vegetation_indexes:2", "<--index><a b>"),
            ("pattern-6", $$"""{"item": {{Item}} }""", "mean=0.75", "<pattern-6>"),
            ("pattern-7", $$"""{"item_1": {{Item}} }""", "water_bodies:1", "<--input-item-1>"),
            ("pattern-8", $$"""{"item": {{Item}}, "produce_output": true}""", "water_bodies:1", "<--produce-output>"),
            ("pattern-9", $$"""{"item": {{Item}} }""", "vegetation_indexes:1", "<--index><ndwi>"),
            ("pattern-10", $$"""{"items": [{{Item}}, {{Item}}], "indexes": ["x", "y"]}""", "vegetation_indexes:4", "<--index><y>"),
            ("pattern-11", $$"""{"item": {{Item}}, "dem": {"value": "SUkqAA==", "encoding": "base64", "mediaType": "image/tiff"} }""", "water_bodies:1", "<--dem>"),
            ("pattern-12", $$"""
                {"item": {{Item}}, "aoi": {"bbox": [-121.5, 39, -120.25, 40]}, "cropped-collection": "http://a/c",
                 "ndwi-collection": {"class": "https://raw.githubusercontent.com/eoap/schemas/main/string_format.yaml#URI", "value": "http://a/n"}, "water-bodies-collection": "http://a/w"}
                """, "cropped:2 ndwi:1 water_bodies:1", "<--aoi><-121.5,39,-120.25,40>"),
            ("snuggs", """{"input_reference": "http://a/1", "s_expression": ["ndvi:(/ (- B05 B03) (+ B05 B03))", "x:B1"]}""", "wf_outputs:2", "<--s-expression><(/ (- B05 B03) (+ B05 B03))><--cbn><ndvi>"),
            ("dnbr", """{"pre_stac_item": "http://a/pre", "post_stac_item": "http://a/post", "aoi": "136,-36,137,-35"}""", "stac:1", "<-exp><(im1b1 == -2 or im2b1 == -2) ? -2 : im1b1 - im2b1>"),
        ];

        await Task.WhenAll(cases.Select(one => RunAsync(one.Package, one.Inputs, one.Outputs, one.Said)));
    }

    private async Task RunAsync(string package, string inputs, string outputs, string said)
    {
        var body = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Corpus, package + ".cwl"))) { Headers = { ContentType = new("application/cwl+yaml") } };
        var deployed = await _http.PostAsync(Api + "/processes", body);
        Assert.True(deployed.StatusCode == HttpStatusCode.Created, package + await deployed.Content.ReadAsStringAsync());
        var process = $"{Api}/processes/{package}";

        var request = new HttpRequestMessage(HttpMethod.Post, process + "/execution")
        {
            Content = new StringContent($"{{\"inputs\": {inputs}, \"response\": \"document\"}}", MediaTypeHeaderValue.Parse("application/json")),
            Headers = { { "Prefer", "respond-async" } },
        };
        var created = await _http.SendAsync(request);
        Assert.True(created.StatusCode == HttpStatusCode.Created, package + await created.Content.ReadAsStringAsync());
        var job = created.Headers.Location!.AbsoluteUri;
        Assert.Equal("successful", await EndAsync(package, job));

        Assert.Contains(said, await _http.GetStringAsync(job + "/log"), StringComparison.Ordinal);
        var results = JsonNode.Parse(await _http.GetStringAsync(job + "/results"))!.AsObject();
        Assert.Equal(outputs, string.Join(' ', results.Select(output => Tell(output.Key, output.Value))));
        foreach (var link in results.SelectMany(output => output.Value is JsonArray list ? list.ToList() : [output.Value]).OfType<JsonObject>())
        {
            Assert.EndsWith("/files/catalog.json", (string)link["href"]!, StringComparison.Ordinal);
            Assert.Equal("Catalog", (string)JsonNode.Parse(await _http.GetStringAsync((string)link["href"]!))!["type"]!);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await _http.DeleteAsync(process)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(process)).StatusCode);
    }

    private static string Tell(string name, JsonNode? value) => value switch
    {
        JsonArray list => $"{name}:{list.Count}",
        JsonObject => $"{name}:1",
        _ => $"{name}={value}",
    };

    private async Task<string> EndAsync(string package, string job)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            var status = JsonNode.Parse(await _http.GetStringAsync(job))!;
            if ((string)status["status"]! is var word and ("successful" or "failed" or "dismissed"))
            {
                Assert.True(word == "successful", $"{package}: {status["message"]}");
                return word;
            }

            await Task.Delay(250);
        }

        throw new TimeoutException($"{package} did not end.");
    }
}
