using System.Net;
using System.Text;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Part 3: collections as inputs and as results.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class CollectionTests(OgcServer server) : IAsyncLifetime
{
    private const string Description =
        """
        {"type": "Collection", "id": "texts", "assets": {
          "one": {"href": "one.txt", "type": "text/plain", "datetime": "2024-01-01T00:00:00Z"},
          "two": {"href": "two.txt", "type": "text/plain; charset=utf-8", "datetime": "2024-02-01T00:00:00Z"},
          "data": {"href": "data.nc", "type": "application/netcdf"}}}
        """;

    public async Task InitializeAsync()
    {
        foreach (var (name, text) in new[] { ("collection.json", Description), ("one.txt", "1"), ("two.txt", "22") })
        {
            await server.Files.SaveAsync($"collections/texts/{name}", new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""{"collection": "texts"}""", "[1,2]")]
    [InlineData("""{"collection": "texts", "assets": ["two"]}""", "[2]")]
    [InlineData("""{"collection": "texts", "datetime": "2024-01-15T00:00:00Z/.."}""", "[2]")]
    [InlineData("""{"collection": "texts", "datetime": "../2024-01-15"}""", "[1]")]
    public async Task The_files_of_a_collection_that_fit_are_the_values(string collection, string sizes)
    {
        var id = await server.RunAsync("sizes", Body($"[{collection}]"));

        Assert.Equal(sizes, (await server.GetJsonAsync($"/jobs/{id}/results")).ToJsonString());
    }

    [Fact]
    public async Task A_collection_is_also_named_by_its_address()
    {
        var id = await server.RunAsync("sizes", Body("{\"collection\": \"" + server.Address + "/collections/texts\"}"));

        Assert.Equal("[1,2]", (await server.GetJsonAsync($"/jobs/{id}/results")).ToJsonString());
    }

    [Theory]
    [InlineData("""{"collection": "nothing"}""", "/inputs/files/0/collection")]
    [InlineData("""{"collection": "../keys"}""", "/inputs/files/0/collection")]
    [InlineData("""{"collection": "https://example.org/collections/texts"}""", "/inputs/files/0/collection")]
    [InlineData("""{"collection": "texts", "assets": ["three"]}""", "/inputs/files/0/assets")]
    [InlineData("""{"collection": "texts", "datetime": "tomorrow"}""", "/inputs/files/0/datetime")]
    [InlineData("""{"collection": "texts", "datetime": "2030-01-01/.."}""", "/inputs/files/0")]
    [InlineData("""{"collection": "texts", "filter": "a = 1"}""", "/inputs/files/0/filter")]
    [InlineData("""{"collection": "texts", "bbox": [1, 2]}""", "/inputs/files/0/bbox")]
    public async Task What_cannot_be_had_is_refused_with_its_place(string collection, string pointer)
    {
        var response = await server.PostAsync("/processes/sizes/execution", Body(collection));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"{pointer}\"", (await OgcServer.JsonAsync(response)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_as_a_collection_lie_where_the_answer_points_with_maps_coverage_and_item()
    {
        var response = await server.PostAsync("/processes/scenes/execution?response=collection", "{}");

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var collection = await server.GetJsonAsync(response.Headers.Location!.ToString());
        var links = collection["links"]!.AsArray().ToDictionary(link => (string)link!["rel"]!, link => (string)link!["href"]!, StringComparer.Ordinal);
        Assert.Equal("Collection", (string)collection["type"]!);
        Assert.All(["wms", "wmts", "xyz", "http://www.opengis.net/def/rel/ogc/1.0/coverage", "item"], relation => Assert.Contains(relation, links));

        var item = await server.GetJsonAsync(links["item"]);
        Assert.Equal(collection["extent"]!["spatial"]!["bbox"]![0]!.ToJsonString(), item["bbox"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync((string)item["assets"]!["out"]!["href"]!)).StatusCode);
    }

    private static string Body(string files) => "{\"inputs\": {\"files\": " + files + "}}";
}
