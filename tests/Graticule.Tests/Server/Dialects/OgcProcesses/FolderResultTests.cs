using System.IO.Compression;
using System.Net;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Outputs that are folders: links to their main files, every file at its path, lists, archives.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class FolderResultTests(OgcServer server)
{
    [Fact]
    public async Task The_results_link_to_the_file_that_speaks_for_each_folder()
    {
        var id = await server.RunAsync("folders", "{}");

        var document = await server.GetJsonAsync($"/jobs/{id}/results");
        var version1 = await server.GetJsonAsync($"/jobs/{await server.RunAsync("folders", """{"response": "document"}""")}/results");

        Assert.Equal($"{server.Api}/jobs/{id}/results/stac/files/catalog.json", (string)document["stac"]!["href"]!);
        Assert.Equal("application/json", (string)document["stac"]!["type"]!);
        Assert.Equal($"{server.Api}/jobs/{id}/results/parts/0/files/catalog.json", (string)document["parts"]![0]!["href"]!);
        Assert.Equal($"{server.Api}/jobs/{id}/results/parts/1/files", (string)document["parts"]![1]!["href"]!);
        Assert.EndsWith("/results/stac/files/catalog.json", (string)version1["stac"]!["href"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relative_links_in_a_catalog_lead_to_its_files()
    {
        var id = await server.RunAsync("folders", "{}");
        var catalog = $"{server.Api}/jobs/{id}/results/stac/files/catalog.json";
        var link = (string)(await server.GetJsonAsync(catalog))["links"]![0]!["href"]!;

        var item = await server.GetAsync(new Uri(new(catalog), link).AbsoluteUri);
        var part = await server.GetAsync($"/jobs/{id}/results/stac/files/a%20b/x.tif", "Range: bytes=0-1");
        var second = await server.GetAsync($"/jobs/{id}/results/parts/1/files/notes.txt");
        var value = await server.GetAsync($"/jobs/{id}/results/stac");

        Assert.Equal((HttpStatusCode.OK, "application/json"), (item.StatusCode, item.Content.Headers.ContentType!.ToString()));
        Assert.Equal((HttpStatusCode.PartialContent, "II"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal(("hello", "text/plain"), (await second.Content.ReadAsStringAsync(), second.Content.Headers.ContentType!.ToString()));
        Assert.Equal(catalog, value.Content.Headers.ContentLocation!.ToString());
    }

    [Theory]
    [InlineData("stac/files/missing.json")]
    [InlineData("stac/files/..%2F..%2Fparts-1%2Fnotes.txt")]
    [InlineData("stac/files/a%20b")]
    [InlineData("stac/7/files/catalog.json")]
    [InlineData("nothing/files/catalog.json")]
    public async Task What_is_no_file_of_the_folder_is_not_found(string path)
    {
        var id = await server.RunAsync("folders", "{}");

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"/jobs/{id}/results/{path}")).StatusCode);
    }

    [Fact]
    public async Task A_folder_is_its_owners_alone()
    {
        var id = await server.RunAsync("folders", "{}");

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"/jobs/{id}/results/stac/files/catalog.json", "X-Owner: bob")).StatusCode);
    }

    [Theory]
    [InlineData("\"http://example.org/item.json\"", "{\"$href\":\"http://example.org/item.json\"}")]
    [InlineData("{\"href\": \"http://example.org/item.json\"}", "{\"$href\":\"http://example.org/item.json\"}")]
    [InlineData("{\"class\": \"https://example.org/url.yaml#URL\", \"value\": \"http://example.org/item.json\"}", "{\"$href\":\"http://example.org/item.json\"}")]
    [InlineData("{\"class\": \"Directory\", \"location\": \"http://example.org/item.json\"}", "{\"$href\":\"http://example.org/item.json\"}")]
    [InlineData("{\"value\": {\"type\": \"Feature\"}}", "{\"$file\":\"inline/")]
    [InlineData("{\"type\": \"Feature\"}", "{\"$file\":\"inline/")]
    [InlineData("7", null)]
    [InlineData("\"file:///etc/passwd\"", null)]
    [InlineData("{\"value\": 7}", null)]
    public async Task A_folder_is_given_in_many_ways(string value, string? reference)
    {
        var answer = await server.PostAsync("/processes/folders/execution", From(value), "Prefer: respond-async");

        if (reference is null)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("/inputs/from", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = (string)(await OgcServer.JsonAsync(answer))["jobID"]!;
        var job = await server.Store.FindAsync(Graticule.Jobs.JobId.TryParse(id, out var known) ? known : default, default);
        Assert.StartsWith(reference, job!.Spec.Inputs["from"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stac")]
    [InlineData("stac/files/catalog.json")]
    [InlineData("parts/0")]
    public async Task A_folder_of_an_earlier_job_is_an_input(string path)
    {
        var id = await server.RunAsync("folders", "{}");

        var made = await server.PostAsync("/processes/folders/validation", From($"{{\"href\": \"jobs/{id}/results/{path}\"}}"));
        var stolen = await server.PostAsync("/processes/folders/validation", From($"{{\"href\": \"jobs/{id}/results/{path}\"}}"), "X-Owner: bob");

        Assert.DoesNotContain("pointer", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("/inputs/from", await stolen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_listed_and_comes_as_one_archive()
    {
        var id = await server.RunAsync("folders", "{}");

        var list = await server.GetJsonAsync($"/jobs/{id}/results/stac/files");
        var page = await (await server.GetAsync($"/jobs/{id}/results/stac/files?f=html")).Content.ReadAsStringAsync();
        var zip = await server.GetAsync($"/jobs/{id}/results/stac?f=zip");

        Assert.Equal(["a b/item.json", "a b/x.tif", "catalog.json"], list["files"]!.AsArray().Select(file => (string)file!["path"]!));
        Assert.EndsWith("/results/stac/files/a%20b/item.json", (string)list["files"]![0]!["href"]!, StringComparison.Ordinal);
        Assert.Contains("a b/item.json", page, StringComparison.Ordinal);
        await using var archive = new ZipArchive(await zip.Content.ReadAsStreamAsync());
        Assert.Equal(["a b/item.json", "a b/x.tif", "catalog.json"], archive.Entries.Select(entry => entry.FullName));
        using var text = new StreamReader(await archive.GetEntry("a b/x.tif")!.OpenAsync());
        Assert.Equal("II*", await text.ReadToEndAsync());
    }

    private static string From(string value) => $"{{\"inputs\": {{\"from\": {value}}}}}";
}
