namespace Graticule.Tests.Server.Dialects.OpenEo;

/// <summary>A server of their own, since quotas count all files of an owner.</summary>
public sealed class FileTests(OpenEoServer server) : IClassFixture<OpenEoServer>
{
    [Fact]
    public async Task A_file_is_stored_listed_read_and_deleted_by_its_owner()
    {
        var stored = await server.SendAsync("PUT", "/files/a/ä b.txt", "hello", headers: "Content-Type: application/octet-stream");

        Assert.Equal((200, "a/ä b.txt", 5L), (stored.Status, (string?)stored.Json["path"], (long)stored.Json["size"]!));
        Assert.EndsWith("Z", (string?)stored.Json["modified"], StringComparison.Ordinal);
        Assert.Contains((await server.GetJsonAsync("/files"))["files"]!.AsArray(), file => (string?)file!["path"] == "a/ä b.txt");
        Assert.Equal("hello", (await server.GetAsync("/files/a/ä b.txt")).Text);
        Assert.Equal("hello", (await server.GetAsync("/files/a%2Fä b.txt")).Text);
        Assert.Equal("ell", (await server.SendAsync("GET", "/files/a/ä b.txt", headers: "Range: bytes=1-3")).Text);
        Assert.Equal("FileNotFound", (await server.GetAsync("/files/a/ä b.txt", "bob")).Code);
        Assert.Equal("FileNotFound", (await server.SendAsync("DELETE", "/files/a/ä b.txt", owner: "bob")).Code);
        Assert.Equal(204, (await server.SendAsync("DELETE", "/files/a/ä b.txt")).Status);
        Assert.Equal("FileNotFound", (await server.GetAsync("/files/a/ä b.txt")).Code);
    }

    [Fact]
    public async Task Folders_are_no_files()
    {
        await server.SendAsync("PUT", "/files/folder/file.txt", "x");

        Assert.Equal("FileOperationUnsupported", (await server.GetAsync("/files/folder")).Code);
        Assert.Equal("FileOperationUnsupported", (await server.SendAsync("DELETE", "/files/folder")).Code);
        Assert.Equal("FileOperationUnsupported", (await server.SendAsync("PUT", "/files/folder", "x")).Code);
        Assert.Equal("FilePathInvalid", (await server.SendAsync("PUT", "/files/folder/file.txt/below", "x")).Code);
    }

    [Theory]
    [InlineData("..%2F..%2Fbob%2Fx")]
    [InlineData("a%2F..%2F..%2Fb")]
    [InlineData("a%2F.%2Fb")]
    [InlineData("a:b")]
    [InlineData("a%5Cb")]
    [InlineData("a%0Ab")]
    public async Task A_path_that_leads_elsewhere_is_refused(string path)
    {
        var refused = await server.SendAsync("PUT", "/files/" + path, "x");

        Assert.Equal((400, "FilePathInvalid"), (refused.Status, refused.Code));
        Assert.Equal(400, (await server.GetAsync("/files/" + path)).Status);
    }

    [Fact]
    public async Task There_is_room_for_so_much_and_no_more()
    {
        var big = new string('x', 90_000);
        Assert.Equal(200, (await server.SendAsync("PUT", "/files/big.bin", big, "bob")).Status);

        Assert.Equal("StorageQuotaExceeded", (await server.SendAsync("PUT", "/files/second.bin", big, "bob")).Code);
        Assert.Equal("StorageQuotaExceeded", (await server.SendAsync("PUT", "/files/second.bin", big, "bob", "Transfer-Encoding: chunked")).Code);
        Assert.Equal("FileSizeExceeded", (await server.SendAsync("PUT", "/files/big.bin", new string('x', 100_001), "bob")).Code);
        Assert.Equal(60_000L, (long)(await server.GetJsonAsync("/me", "bob"))["storage"]!["free"]!);

        // What is replaced makes room.
        Assert.Equal(200, (await server.SendAsync("PUT", "/files/big.bin", big, "bob")).Status);
        Assert.Equal("FileNotFound", (await server.GetAsync("/files/second.bin", "bob")).Code);
        Assert.Equal(204, (await server.SendAsync("DELETE", "/files/big.bin", owner: "bob")).Status);
    }

    [Fact]
    public async Task A_list_goes_on_page_by_page()
    {
        foreach (var name in (string[])["p/1", "p/2", "p/3"])
        {
            Assert.Equal("PermissionsInsufficient", (await server.SendAsync("PUT", "/files/" + name, "x", "reader")).Code);
            await server.SendAsync("PUT", "/files/" + name, "x", "bob");
        }

        var page = await server.GetJsonAsync("/files?limit=2&after=o", "bob");
        var next = await server.GetJsonAsync((string)page["links"]![0]!["href"]!, "bob");

        Assert.Equal(["p/1", "p/2"], page["files"]!.AsArray().Select(file => (string?)file!["path"]));
        Assert.Equal(["p/3"], next["files"]!.AsArray().Select(file => (string?)file!["path"]));
        Assert.Empty((await server.GetJsonAsync("/files", "reader"))["files"]!.AsArray());
    }
}
