using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Part 4, class provenance: PROV-JSON and RO-Crate.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class ProvenanceTests(OgcServer server)
{
    private const string Request = """{"inputs": {"source": [{"value": "some text", "mediaType": "text/plain"}], "tiles": 1}}""";

    private static readonly string Digest = Convert.ToHexStringLower(SHA256.HashData(OgcTestProcesses.Picture));

    [Fact]
    public async Task Inputs_and_outputs_carry_their_digests()
    {
        var id = await server.RunAsync("pictures", Request);

        var prov = await server.GetJsonAsync($"/jobs/{id}/prov");

        Assert.Equal(Digest, (string)prov["entity"]![$"job:{id}/outputs/picture"]!["graticule:sha256"]!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("some text"u8)), (string)prov["entity"]![$"job:{id}/inputs/source/0"]!["graticule:sha256"]!);
        Assert.Equal($"job:{id}", (string)prov["wasGeneratedBy"]!["_:generated-picture"]!["prov:activity"]!);
        Assert.NotNull(prov["activity"]![$"job:{id}"]!["prov:endTime"]);
    }

    [SkippableFact]
    public async Task The_prov_library_reads_it_and_finds_the_same_statements()
    {
        var id = await server.RunAsync("pictures", Request);
        var text = await (await server.GetAsync($"/jobs/{id}/prov")).Content.ReadAsStringAsync();

        var told = await PythonAsync(
            """
            import sys
            try:
                from prov.model import ProvDocument, ProvActivity, ProvUsage, ProvGeneration
            except ImportError:
                print("absent"); sys.exit()
            d = ProvDocument.deserialize(content=sys.stdin.read(), format="json")
            print(*(len(list(d.get_records(kind))) for kind in (ProvActivity, ProvUsage, ProvGeneration)))
            """,
            text);

        Skip.If(told == "absent", "The package python3-prov is not installed.");
        Assert.Equal("1 2 3", told);
    }

    [Fact]
    public async Task The_metadata_of_the_crate_name_action_instrument_objects_and_results()
    {
        var id = await server.RunAsync("pictures", Request);

        var crate = await server.GetJsonAsync($"/jobs/{id}/prov", "Accept: application/ld+json");
        var graph = crate["@graph"]!.AsArray();
        var byId = graph.ToDictionary(thing => (string)thing!["@id"]!, thing => thing!, StringComparer.Ordinal);
        var action = graph.Single(thing => (string)thing!["@type"]! == "CreateAction")!;

        Assert.Equal("./", (string)byId["ro-crate-metadata.json"]["about"]!["@id"]!);
        Assert.All(References(crate["@graph"]!), reference => Assert.True(byId.ContainsKey(reference) || reference.StartsWith("http", StringComparison.Ordinal), reference));
        Assert.Equal(3, action["result"]!.AsArray().Count);
        Assert.Contains(graph, thing => (string?)thing!["sha256"] == Digest);
    }

    [Fact]
    public async Task The_whole_crate_is_a_zip_archive_with_the_files()
    {
        var id = await server.RunAsync("pictures", Request);

        await using var body = await (await server.GetAsync($"/jobs/{id}/prov?f=zip")).Content.ReadAsStreamAsync();
        using var archive = new ZipArchive(body);
        var metadata = (await JsonNode.ParseAsync(await archive.GetEntry("ro-crate-metadata.json")!.OpenAsync()))!;
        var picture = archive.GetEntry("outputs/picture/picture.img")!;
        using var content = new MemoryStream();
        await (await picture.OpenAsync()).CopyToAsync(content);

        Assert.Equal(OgcTestProcesses.Picture, content.ToArray());
        Assert.Contains(metadata["@graph"]!.AsArray(), thing => (string)thing!["@id"]! == "outputs/picture/picture.img");
    }

    [Fact]
    public async Task A_form_that_there_is_not_is_refused()
    {
        var id = await server.RunAsync("pictures", Request);

        Assert.Equal(406, (int)(await server.GetAsync($"/jobs/{id}/prov", "Accept: image/png")).StatusCode);
        Assert.Equal(400, (int)(await server.GetAsync($"/jobs/{id}/prov?f=xml")).StatusCode);
    }

    private static IEnumerable<string> References(JsonNode node) => node switch
    {
        JsonObject { Count: 1 } thing when thing.ContainsKey("@id") => [(string)thing["@id"]!],
        JsonObject thing => thing.SelectMany(member => member.Value is null ? [] : References(member.Value)),
        JsonArray list => list.SelectMany(item => References(item!)),
        _ => [],
    };

    private static async Task<string> PythonAsync(string script, string input)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var python = File.Exists(start.FileName) ? Process.Start(start) : null;
        if (python is null)
        {
            return "absent";
        }

        await python.StandardInput.WriteAsync(input);
        python.StandardInput.Close();
        return (await python.StandardOutput.ReadToEndAsync()).Trim();
    }
}
