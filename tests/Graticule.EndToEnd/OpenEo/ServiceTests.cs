using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.OpenEo;

/// <summary>A process graph as a map: what is drawn is what a download of the same graph holds.</summary>
public sealed class ServiceTests(DemoServer server) : IClassFixture<DemoServer>
{
    /// <summary>The least NDVI of January 2017 over 64 x 64 pixels of 20 m.</summary>
    private const string Graph = """
        {"load": {"process_id": "load_collection", "arguments": {"id": "S2_L2A_T32TPS_20M", "bands": ["B04", "B8A"],
          "spatial_extent": {"west": 660000, "east": 661280, "south": 5170000, "north": 5171280, "crs": 32632}, "temporal_extent": ["2017-01-01", "2017-02-01"]}},
         "ndvi": {"process_id": "ndvi", "arguments": {"data": {"from_node": "load"}, "nir": "B8A", "red": "B04"}},
         "least": {"process_id": "reduce_dimension", "arguments": {"data": {"from_node": "ndvi"}, "dimension": "t", "reducer": {"process_graph": {
           "m": {"process_id": "min", "arguments": {"data": {"from_parameter": "data"}}, "result": true}}}}},
         "save": {"process_id": "save_result", "arguments": {"data": {"from_node": "least"}, "format": "GTiff"}, "result": true}}
        """;

    /// <summary>Prints the largest difference between the grey values of a picture and those that the numbers stand for, and how many numbers there are.</summary>
    private const string Compare = """
        import sys
        import numpy
        from osgeo import gdal
        from PIL import Image
        values = gdal.Open(sys.argv[1]).ReadAsArray().astype(float)
        picture = numpy.asarray(Image.open(sys.argv[2]).convert("LA")).astype(float)
        there = numpy.isfinite(values)
        grey = numpy.clip((values + 1) / 2, 0, 1) * 255
        print(int((picture[..., 1] > 0)[~there].sum()), abs(picture[..., 0] - grey)[there].max() <= 1.01, int(there.sum()) > 3000)
        """;

    [SkippableFact]
    public async Task A_map_shows_the_pixels_that_a_download_has()
    {
        using var http = new HttpClient();
        var folder = Directory.CreateTempSubdirectory("graticule-service-").FullName;
        var (raster, picture) = (Path.Combine(folder, "result.tif"), Path.Combine(folder, "map.png"));
        await File.WriteAllBytesAsync(raster, await ReadAsync(await http.PostAsJsonAsync(server.Api + "/result", new JsonObject { ["process"] = Process() })));
        var service = await CreateAsync(http, "WMS");
        await File.WriteAllBytesAsync(picture, await ReadAsync(await http.GetAsync(
            (string)service["url"]! + "service=WMS&version=1.3.0&request=GetMap&layers=result&styles=grey&range=-1,1&format=image/png&transparent=true"
            + "&crs=EPSG:32632&bbox=660000,5170000,661280,5171280&width=64&height=64")));

        var compared = await BuiltProgram.RunAsync("/usr/bin/python3", ["-c", Compare, raster, picture]);

        Skip.If(compared.Error.Contains("No module named", StringComparison.Ordinal), compared.Error);
        Assert.Equal("0 True True", compared.Output.Trim());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_service_is_seen_without_a_token_until_it_is_disabled_or_gone()
    {
        using var http = new HttpClient();
        var service = await CreateAsync(http, "xyz");
        var address = (string)service["url"]!;
        Assert.Equal(("XYZ", true), ((string)service["type"]!, (bool)service["enabled"]!));
        var tile = address.Replace("{z}", "12", StringComparison.Ordinal).Replace("{x}", "2173", StringComparison.Ordinal).Replace("{y}", "1450", StringComparison.Ordinal);
        using (var shown = await http.GetAsync(tile))
        {
            Assert.Equal((HttpStatusCode.OK, "image/png"), (shown.StatusCode, shown.Content.Headers.ContentType!.MediaType));
        }

        var metadata = $"{server.Api}/services/{(string)service["id"]!}";
        using (var paused = await http.PatchAsJsonAsync(metadata, new JsonObject { ["enabled"] = false, ["title"] = "Paused" }))
        {
            Assert.Equal(HttpStatusCode.NoContent, paused.StatusCode);
        }

        await Task.Delay(1100); // what a link stands for is remembered for a second
        using (var hidden = await http.GetAsync(tile))
        {
            Assert.Equal(HttpStatusCode.Gone, hidden.StatusCode);
        }

        Assert.Equal("Paused", (string?)JsonNode.Parse(await http.GetStringAsync(metadata))!["title"]);
        using var removed = await http.DeleteAsync(metadata);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await http.GetAsync(metadata);
        Assert.Equal("ServiceNotFound", (string?)JsonNode.Parse(await gone.Content.ReadAsStringAsync())!["code"]);
    }

    [Theory]
    [InlineData("""{"type": "WFS"}""", "ServiceUnsupported")]
    [InlineData("""{"type": "XYZ", "configuration": {"style": "no such"}}""", "ServiceConfigInvalid")]
    [InlineData("""{"type": "XYZ", "configuration": {"tile_size": 3}}""", "ServiceConfigUnsupported")]
    public async Task What_cannot_be_a_service_is_refused_by_its_code(string members, string code)
    {
        using var http = new HttpClient();
        var body = JsonNode.Parse(members)!.AsObject();
        body["process"] = Process();

        using var refused = await http.PostAsJsonAsync(server.Api + "/services", body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(code, (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["code"]);
    }

    private async Task<JsonNode> CreateAsync(HttpClient http, string type)
    {
        using var created = await http.PostAsJsonAsync(server.Api + "/services", new JsonObject { ["type"] = type, ["title"] = "Least NDVI", ["process"] = Process() });
        Assert.True(created.StatusCode == HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        return JsonNode.Parse(await http.GetStringAsync(created.Headers.Location))!;
    }

    private static JsonObject Process() => new() { ["process_graph"] = JsonNode.Parse(Graph) };

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
