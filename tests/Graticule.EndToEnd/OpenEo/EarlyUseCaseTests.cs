using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.OpenEo;

/// <summary>The use cases of openEO 0.0.2, and the requests in its page on jobs: what comes back is compared with what GDAL and numpy compute out of the same files.</summary>
public sealed class EarlyUseCaseTests(DemoServer server) : IClassFixture<DemoServer>
{
    private const string FirstRequest = """
        {
          "process_graph":{
            "process_id":"min_time",
            "args":{
              "imagery":{
                "process_id":"NDVI",
                "args":{
                  "imagery":{
                    "process_id":"filter_daterange",
                    "args":{
                      "imagery":{
                        "process_id":"filter_bbox",
                        "args":{
                          "imagery":{
                            "product_id":"S2_L2A_T32TPS_20M"
                          },
                          "left":652000,
                          "right":672000,
                          "top":5161000,
                          "bottom":5181000,
                          "srs":"EPSG:32632"
                        }
                      },
                      "from":"2017-01-01",
                      "to":"2017-01-31"
                    }
                  },
                  "red":"B04",
                  "nir":"B8A"
                }
              }
            }
          },
          "output":{
            "format":"GTiff",
            "tiled":true,
            "compress":"jpeg",
            "photometric":"YCBCR",
            "jpeg_quality":80
          }
        }
        """;

    private const string SecondRequest = """
        {
          "process_graph":{
            "process_id":"zonal_statistics",
            "args":{
              "imagery":{
                "process_id":"filter_daterange",
                "args":{
                  "imagery":{
                    "process_id":"filter_bbox",
                    "args":{
                      "imagery":{
                        "process_id":"filter_bands",
                        "args":{
                          "imagery":{
                            "product_id":"Sentinel2-L1C"
                          },
                          "bands":8
                        }
                      },
                      "left":16.1,
                      "right":16.6,
                      "top":48.6,
                      "bottom":47.2,
                      "srs":"EPSG:4326"
                    }
                  },
                  "from":"2017-01-01",
                  "to":"2017-01-31"
                }
              },
              "regions":"/users/me/files/",
              "func":"avg"
            }
          },
          "output":{
            "format":"GPKG"
          }
        }
        """;

    private static readonly string Comparison = Path.Combine(BuiltProgram.Repository, "tests/Graticule.EndToEnd/OpenEo/early/compare.py");

    private string Api => server.Address + "/api/v0";

    [SkippableFact]
    public async Task The_first_request_of_the_page_gives_the_least_index_but_for_what_its_compression_loses()
    {
        using var http = new HttpClient();
        using var answer = await PostAsync(http, "/execute", FirstRequest);

        Assert.Equal("image/tiff", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("stretched", Assert.Single(answer.Headers.GetValues("OpenEO-Remarks")), StringComparison.Ordinal);
        var compared = await CompareAsync("whole", "S2_L2A_T32TPS_20M", "result.tif", await answer.Content.ReadAsByteArrayAsync());
        Assert.True((bool)compared["size"]! && (bool)compared["place"]!, compared.ToJsonString());
        Assert.Equal("JPEG", (string?)compared["compression"]);
        Assert.Equal(0, (int)compared["otherGaps"]!);
        Assert.InRange((double)compared["mean"]!, 0, 0.01);
        Assert.InRange((double)compared["most"]!, 0, 0.06);
    }

    [SkippableFact]
    public async Task The_second_request_of_the_page_gives_the_means_of_the_users_regions()
    {
        using var http = new HttpClient();
        var example = await RunExampleAsync("06-openeo-zonal-statistics"); // leaves polygons among the files, and others leave scripts there
        Directory.Delete(example, recursive: true);
        using var script = await http.PutAsync(Api + "/users/me/files/notes.py", new StringContent("pass"));
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);

        using var answer = await PostAsync(http, "/execute", SecondRequest);

        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        AssertZones(await CompareAsync("zones", "Sentinel2-L1C", "result.gpkg", await answer.Content.ReadAsByteArrayAsync()));
    }

    [SkippableFact]
    public async Task The_least_index_is_computed_where_a_client_of_coverages_looks()
    {
        var folder = await RunExampleAsync("04-openeo-ndvi-minimum");

        var exact = await CompareAsync("window", "Sentinel2-L1C", Path.Combine(folder, "pixels.tif"));
        var coarse = await CompareAsync("coarse", "Sentinel2-L1C", Path.Combine(folder, "least.tif"));

        Directory.Delete(folder, recursive: true);
        Assert.Equal("[200,200]", exact["size"]!.ToJsonString());
        Assert.Equal([600_000, 100, 0, 5_350_000, 0, -100], exact["place"]!.AsArray().Select(number => (double)number!));
        Assert.InRange((double)exact["most"]!, 0, 1e-6);
        Assert.Equal("[200,200]", coarse["size"]!.ToJsonString());
        Assert.InRange((double)coarse["there"]!, 0.9, 1);
        Assert.InRange((double)coarse["likeness"]!, 0.9, 1);
    }

    [SkippableFact]
    public async Task Months_that_a_script_made_are_shown_as_tiles()
    {
        var run = await BuiltProgram.RunAsync("/usr/bin/python3", ["-c", "import numpy, pandas, xarray"]);
        Skip.IfNot(run.Code == 0 && File.Exists("/usr/bin/bwrap"), "Users' functions cannot be run here.");
        var folder = await RunExampleAsync("05-openeo-radar-months");

        var compared = await CompareAsync("tile", "Sentinel1-L1-IW-GRD", Path.Combine(folder, "tile.png"));

        Directory.Delete(folder, recursive: true);
        Assert.Equal("[256,256]", compared["size"]!.ToJsonString());
        Assert.InRange((double)compared["own"]!, 0.97, 1);
        Assert.True((double)compared["own"]! > (double)compared["otherMonth"]! + 0.02 && (double)compared["own"]! > (double)compared["otherBand"]! + 0.02, compared.ToJsonString());
    }

    [SkippableFact]
    public async Task Means_of_uploaded_polygons_are_a_file_of_a_batch_job()
    {
        var folder = await RunExampleAsync("06-openeo-zonal-statistics");

        var compared = await CompareAsync("zones", "Sentinel2-L1C", Path.Combine(folder, "means.gpkg"));

        Directory.Delete(folder, recursive: true);
        AssertZones(compared);
    }

    [Theory]
    [InlineData("Sentinel2A-L1C")]
    [InlineData("Sentinel-2A-L1C")]
    [InlineData("Sentinel2-L1C")]
    [InlineData("S2_L2A_T32TPS_20M")]
    [InlineData("Sentinel1-L1-IW-GRD")]
    public async Task Data_are_found_by_every_name_that_the_examples_have(string product)
    {
        using var http = new HttpClient();

        var found = JsonNode.Parse(await http.GetStringAsync($"{Api}/data/{product}"))!;

        Assert.NotEmpty(found["bands"]!.AsArray());
    }

    private static void AssertZones(JsonNode compared)
    {
        Assert.Equal("""["north","south"]""", compared["names"]!.ToJsonString());
        Assert.Equal((3, 3), ((int)compared["dates"]!, (int)compared["files"]!));
        Assert.InRange((double)compared["most"]!, 0, 1e-9);
    }

    /// <summary>Runs the script of an example.</summary>
    /// <returns>The folder with the files that it made.</returns>
    private async Task<string> RunExampleAsync(string name)
    {
        var example = Path.Combine(BuiltProgram.Repository, "examples", name);
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;
        var run = await BuiltProgram.RunAsync(Path.Combine(example, "run.sh"), [server.Address], folder);
        Assert.True(run.Code == 0, $"{run.Output}\n{run.Error}");
        Assert.Equal((await File.ReadAllTextAsync(Path.Combine(example, "expected.txt"))).TrimEnd(), run.Output.TrimEnd('\n').Split('\n')[^1]);
        return folder;
    }

    private async Task<HttpResponseMessage> PostAsync(HttpClient http, string path, string body)
    {
        var answer = await http.PostAsync(Api + path, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private async Task<JsonNode> CompareAsync(string what, string collection, string name, byte[] result)
    {
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;
        var path = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(path, result);
        var compared = await CompareAsync(what, collection, path);
        Directory.Delete(folder, recursive: true);
        return compared;
    }

    private async Task<JsonNode> CompareAsync(string what, string collection, string path)
    {
        var run = await BuiltProgram.RunAsync("/usr/bin/python3", [Comparison, what, Path.Combine(server.Collections, collection), path]);
        Skip.If(run.Error.Contains("No module named", StringComparison.Ordinal), run.Error);
        Assert.True(run.Code == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }
}
