using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Graticule.Tests.Raster.Ard;

namespace Graticule.Tests.Server.Dialects.Lcmap.Chipmunk;

public sealed class ChipmunkTests(ChipService service) : IClassFixture<ChipService>
{
    private const string Chips = "/lcmap/chips?x=-1815000&y=2864000&acquired=2010-01-01/2018-01-01&ubid=";

    [Fact]
    public async Task A_point_snaps_as_chipmunk_has_it() => Assert.Equal(
        """{"tile":{"proj-pt":[-15585.0,14805.0],"grid-pt":[17.0,22.0]},"chip":{"proj-pt":[-585.0,2805.0],"grid-pt":[855.0,1104.0]}}""",
        await service.Http.GetStringAsync("/lcmap/grid/snap?x=0&y=0"));

    [Fact]
    public async Task Neighbours_come_by_x_and_then_by_y()
    {
        var near = await service.Http.GetFromJsonAsync<JsonNode>("/lcmap/chipmunk/grid/near?x=0&y=0");

        Assert.Equal(
            "[[-3585,-195],[-3585,2805],[-3585,5805],[-585,-195],[-585,2805],[-585,5805],[2415,-195],[2415,2805],[2415,5805]]",
            new JsonArray([.. near!["chip"]!.AsArray().Select(cell => (JsonNode)new JsonArray([.. cell!["proj-pt"]!.AsArray().Select(number => (JsonNode)(int)number!.GetValue<double>())]))]).ToJsonString());
        Assert.Equal(9, near["tile"]!.AsArray().Count);
    }

    [Fact]
    public async Task Chips_hold_the_bytes_of_the_file_and_their_digest()
    {
        var chips = (await service.Http.GetFromJsonAsync<JsonArray>(Chips + "LE07_PIXELQA"))!;

        Assert.NotEmpty(chips);
        foreach (var chip in chips)
        {
            var bytes = chip!["data"]!.GetValue<string>() is var text ? Convert.FromBase64String(text) : [];
            var samples = new ushort[bytes.Length / 2];
            Buffer.BlockCopy(bytes, 0, samples, 0, bytes.Length);
            Assert.Equal(ArdFolder.ReadByGdal(Path.Combine(service.Folder.Files, chip["source"]!.GetValue<string>()), 0, 0, 100, 100), samples);
#pragma warning disable CA5351, S4790 // The protocol asks for this digest.
            Assert.Equal(Convert.ToHexStringLower(MD5.HashData(bytes)), chip["hash"]!.GetValue<string>());
#pragma warning restore CA5351, S4790
            Assert.Equal((-1815585, 2864805, "LE07_PIXELQA"), (chip["x"]!.GetValue<int>(), chip["y"]!.GetValue<int>(), chip["ubid"]!.GetValue<string>()));
            Assert.Matches(@"^\d{4}-\d\d-\d\dT00:00:00Z$", chip["acquired"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task What_is_known_is_not_sent_again()
    {
        using var first = await service.Http.GetAsync(Chips + "LE07_SRB1");
        using HttpRequestMessage again = new(HttpMethod.Get, Chips + "LE07_SRB1");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await service.Http.SendAsync(again);
        using var other = await service.Http.GetAsync(Chips + "LE07_SRB2");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
        Assert.Equal("*", first.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("/lcmap/chips?x=1&y=2&acquired=2010-01-01/2011-01-01", "ubid")]
    [InlineData("/lcmap/chips?x=1&y=2&acquired=2010-01-01/2011-01-01&ubid=LC08_SRB99", "LC08_SRB99")]
    [InlineData("/lcmap/chips?x=1&y=2&ubid=LC08_SRB2", "acquired")]
    [InlineData("/lcmap/chips?x=1&y=2&ubid=LC08_SRB2&acquired=yesterday", "acquired")]
    [InlineData("/lcmap/chips?x=NaN&y=2&ubid=LC08_SRB2&acquired=2010-01-01/2011-01-01", "'x'")]
    [InlineData("/lcmap/grid/snap?x=1e300&y=0", "'x'")]
    [InlineData("/lcmap/grid/snap?x=1&y=0&region=xx", "region")]
    [InlineData("/lcmap/sources?tile=5", "tile")]
    [InlineData("/lcmap/landsat/chip-specs?q=((((", "'q'")]
    [InlineData("/lcmap/inventory?source=../../etc/passwd", "source")]
    public async Task Errors_are_told_as_chipmunk_tells_them(string path, string word)
    {
        using var response = await service.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains(word, (await response.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_registry_says_what_samples_are()
    {
        var layers = (await service.Http.GetFromJsonAsync<JsonArray>("/lcmap/registry"))!.ToDictionary(layer => layer!["ubid"]!.GetValue<string>(), StringComparer.Ordinal);

        Assert.Equal("UINT16", layers["LT04_PIXELQA"]!["data_type"]!.GetValue<string>());
        Assert.Equal(("INT16", "-9999"), (layers["LC08_BTB10"]!["data_type"]!.GetValue<string>(), layers["LC08_BTB10"]!["data_fill"]!.GetValue<string>()));
        using var known = await service.Http.PostAsJsonAsync("/lcmap/registry", new[] { new { ubid = "LC08_SRB2" } });
        using var unknown = await service.Http.PostAsJsonAsync("/lcmap/registry", new[] { new { ubid = "MOD09_B1" } });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.InternalServerError), (known.StatusCode, unknown.StatusCode));
    }

    [Theory]
    [InlineData("((tags:sr) AND (tags:blue))", 4)]
    [InlineData("tags:thermal AND NOT tags:btb11", 4)]
    [InlineData("tags:pixelqa OR (tags:sr tags:swir2)", 8)]
    [InlineData("tags:nothing", 0)]
    public async Task Specifications_are_found_by_tags(string query, int count)
    {
        var specs = (await service.Http.GetFromJsonAsync<JsonArray>($"/lcmap/landsat/chip-specs?q={Uri.EscapeDataString(query)}"))!;

        Assert.Equal(count, specs.Count);
        Assert.All(specs, spec => Assert.Equal((3000, -3000, 2415, -195), (spec!["chip_x"]!.GetValue<int>(), spec["chip_y"]!.GetValue<int>(), spec["shift_x"]!.GetValue<int>(), spec["shift_y"]!.GetValue<int>())));
    }

    [Fact]
    public async Task Sources_and_inventory_name_files_and_no_folders()
    {
        var sources = await service.Http.GetStringAsync("/lcmap/sources?tile=005003");
        var name = Path.GetFileName(service.Folder.First("LC08*_SRB2.tif"));
        var look = name[..^"_SRB2.tif".Length];

        Assert.DoesNotContain(service.Folder.Root, sources, StringComparison.Ordinal);
        Assert.Equal(8 * ArdFolder.Dates, JsonNode.Parse(sources)!.AsArray().Count);
        Assert.Equal(8, (await service.Http.GetFromJsonAsync<JsonArray>($"/lcmap/inventory?source={look}_SR.tar"))!.Count);
        Assert.Single((await service.Http.GetFromJsonAsync<JsonArray>($"/lcmap/inventory?url=http://elsewhere/{look}.tar&only=LC08_SRB2"))!);
        using var foreign = await service.Http.PostAsJsonAsync("/lcmap/inventory", new { url = "http://169.254.169.254/LC08_CU_005003_20170411_20181119_C01_V01_SR.tar" });
        Assert.Equal(HttpStatusCode.InternalServerError, foreign.StatusCode);
    }
}
