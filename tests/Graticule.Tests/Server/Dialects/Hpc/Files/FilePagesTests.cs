using System.Net;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.Hpc.Files;

[Collection(HpcServerCollection.Name)]
public sealed class FilePagesTests(HpcServer server)
{
    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "contents/")]
    [InlineData("HEAD", "contents/")]
    [InlineData("GET", "lines/")]
    public async Task Somebody_elses_file_is_not_there(string method, string rest)
    {
        var file = await server.UploadAsync([1, 2, 3], "secret.dat");
        foreach (var id in new[] { (string)file["id"]!, "AAAAAA", "..%2F..%2Fetc" })
        {
            var (response, text) = await server.SendAsync($"/api/v2/files/{id}/{rest}", "bob", method, method is "PATCH" or "PUT" ? "{}" : null);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.True(method == "HEAD" || text == "{\"detail\":\"Not found.\"}", text);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.SendAsync($"/api/v2/files/{file["id"]}/{rest}", owner: null, method: method)).Response.StatusCode);
        Assert.Equal(0, (int)(await server.GetJsonAsync("/api/v2/files/?search=secret.dat", "bob"))["count"]!);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync($"/api/v2/files/{file["id"]}/contents")).Response.StatusCode);
    }

    [Fact]
    public async Task A_file_is_renamed_retyped_and_tagged()
    {
        var file = await server.UploadAsync([1], "before.dat");
        var path = $"/api/v2/files/{file["id"]}";
        var (response, text) = await server.SendAsync(path, method: "PATCH", body: """{"name": "x/after.dat", "type_id": "2", "userTags": ["b", "a", "b"], "unknown": 1}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var changed = JsonNode.Parse(text)!;
        Assert.Equal(("after.dat", 2, """["b","a"]"""), ((string?)changed["name"], (int)changed["typeId"]!, changed["userTags"]!.ToJsonString()));
        Assert.Equal(text, (await server.SendAsync(path)).Text);
        foreach (var (body, field) in new[] { ("""{"name": ".."}""", "name"), ("""{"name": null}""", "name"), ("""{"typeId": 6}""", "typeId"), ("""{"userTags": "a"}""", "userTags") })
        {
            var (refused, fault) = await server.SendAsync(path, method: "PATCH", body: body);
            Assert.True(refused.StatusCode == HttpStatusCode.BadRequest && JsonNode.Parse(fault)![field] is JsonArray, fault);
        }
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_its_twin_is_not()
    {
        var (file, twin) = (await server.UploadAsync([7, 7, 7], "gone.dat"), await server.UploadAsync([7, 7, 7], "twin.dat", "bob"));
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync($"/api/v2/files/{file["id"]}/", method: "DELETE")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync($"/api/v2/files/{file["id"]}/")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync($"/api/v2/files/{file["id"]}/", method: "DELETE")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync($"/api/v2/files/{twin["id"]}/contents/", "bob")).Response.StatusCode);
    }

    [Fact]
    public async Task Lists_are_paged_with_their_filters()
    {
        var prefix = $"page{Guid.NewGuid():N}";
        foreach (var number in Enumerable.Range(0, 12))
        {
            await server.UploadAsync(new byte[number], $"{prefix}-{number:00}.dat");
        }

        var first = await server.GetJsonAsync($"/api/v2/files/?search={prefix.ToUpperInvariant()}&ordering=-decryptedSize");
        Assert.Equal((12, 10, 11), ((int)first["count"]!, first["results"]!.AsArray().Count, (int)first["results"]![0]!["decryptedSize"]!));
        var second = await server.GetJsonAsync(((string)first["next"]!)[server.Address.Length..]);
        Assert.Equal([1, 0], second["results"]!.AsArray().Select(row => (int)row!["decryptedSize"]!));
        Assert.Null(second["next"]);
        Assert.Equal(3, (await server.GetJsonAsync($"/api/v3/files/?search={prefix}&limit=3"))["results"]!.AsArray().Count);
        Assert.Equal(0, (int)(await server.GetJsonAsync($"/api/v2/files/?search={prefix}&dateUploaded__lte=2001-01-01"))["count"]!);
        Assert.Equal(12, (int)(await server.GetJsonAsync($"/api/v2/files/?search={prefix}&owner=1&dateUploaded__gte=2001-01-01"))["count"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync("/api/v2/files/?ordering=colour")).Response.StatusCode);
    }
}
