using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Tests.Jobs.Storage;
using Microsoft.AspNetCore.Http;

namespace Graticule.Tests.Jobs.Inputs;

/// <summary>Inputs that are folders: STAC documents of a real web server, and folders of the store.</summary>
public sealed class FolderStagingTests : IAsyncLifetime, IDisposable
{
    private static readonly ProcessDescription Process = new()
    {
        Id = "water",
        Title = "Water",
        Inputs = [new("item", []) { Title = "Item", IsFolder = true, MinOccurs = 0, MaxOccurs = 4 }],
    };

    private readonly TemporaryFolder _folder = new();
    private RemoteHost _remote = null!;
    private FolderFileStore _files = null!;
    private InputFetcher _fetcher = null!;

    private string Attempt => Path.Combine(_folder.Path, "attempt");

    private string Staged => Path.Combine(Attempt, "inputs/item-0");

    public async Task InitializeAsync()
    {
        _remote = await RemoteHost.StartAsync(context => context.Request.Path.Value switch
        {
            "/a/item.json" => context.Response.WriteAsync(Item("S2A/../..", "red.tif", "../b/red.tif?x=1")),
            "/a/catalog.json" => context.Response.WriteAsync("""
                {"type": "Catalog", "stac_version": "1.1.0", "id": "root", "description": "d",
                 "links": [{"rel": "item", "href": "item.json"}, {"rel": "item", "href": "./item.json"}, {"rel": "child", "href": "../b/collection.json"}, {"rel": "self", "href": "x"}]}
                """),
            "/b/collection.json" => context.Response.WriteAsync("""{"type": "Collection", "id": "c", "links": [{"rel": "item", "href": "other.json"}, {"rel": "parent", "href": "../a/catalog.json"}]}"""),
            "/b/other.json" => context.Response.WriteAsync(Item("other", "green.tif")),
            "/a/features.json" => context.Response.WriteAsync($$"""{"type": "FeatureCollection", "features": [{{Item("one", "red.tif")}}, {{Item("one", "green.tif")}}]}"""),
            "/a/broken.json" => context.Response.WriteAsync(Item("broken", "gone.tif", "gone-too.tif")),
            "/a/endless.json" => context.Response.WriteAsync("""{"type": "Catalog", "id": "e", "links": [{"rel": "child", "href": "endless/1"}]}"""),
            { } path when path.Contains("/endless/", StringComparison.Ordinal) => context.Response.WriteAsync(
                $$"""{"type": "Catalog", "id": "e", "links": [{"rel": "child", "href": "{{path}}1"}]}"""),
            "/a/page" => context.Response.WriteAsync("<html>"),
            { } path when path.EndsWith(".tif", StringComparison.Ordinal) && !path.Contains("gone", StringComparison.Ordinal) => context.Response.WriteAsync("II*" + path),
            _ => NotFoundAsync(context),
        });
        _files = new(Path.Combine(_folder.Path, "files"));
        _fetcher = new(new() { PrivateHosts = [HostRule.Parse("127.0.0.1")] }, Path.Combine(_folder.Path, "cache"), TimeProvider.System);
    }

    public async Task DisposeAsync() => await _remote.DisposeAsync();

    public void Dispose()
    {
        _fetcher.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_item_comes_with_its_assets_and_a_catalog_over_it()
    {
        var inputs = await StageAsync(Href("a/item.json"));

        Assert.Equal("""["inputs/item-0"]""", inputs["item"]!.ToJsonString());
        Assert.Equal(["S2A_.._..", "catalog.json"], Directory.GetFileSystemEntries(Staged).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var catalog = Read("catalog.json");
        Assert.Equal("./S2A_.._../S2A_.._...json", (string)catalog["links"]![1]!["href"]!);
        var item = Read("S2A_.._../S2A_.._...json");
        Assert.Equal(["./red.tif", "./red-2.tif"], item["assets"]!.AsObject().Select(asset => (string)asset.Value!["href"]!));
        Assert.Equal("II*/b/red.tif", await File.ReadAllTextAsync(Path.Combine(Staged, "S2A_.._../red-2.tif")));
        Assert.Equal(["root", "parent", "license"], item["links"]!.AsArray().Select(link => (string)link!["rel"]!));
        Assert.Equal(new Uri(_remote.Url, "a/license").AbsoluteUri, (string)item["links"]![2]!["href"]!);
    }

    [Theory]
    [InlineData("a/catalog.json", "S2A_.._.. other")]
    [InlineData("b/collection.json", "other")]
    [InlineData("a/features.json", "one one-2")]
    public async Task Catalogs_collections_and_feature_collections_bring_all_their_items(string path, string folders)
    {
        await StageAsync(Href(path));

        Assert.Equal(folders, string.Join(' ', Directory.GetDirectories(Staged).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
        Assert.Equal(folders.Split(' ').Length + 1, Read("catalog.json")["links"]!.AsArray().Count);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once()
    {
        var failure = await Assert.ThrowsAsync<ProblemException>(() => StageAsync(Href("a/item.json"), Href("a/broken.json")));

        Assert.Equal("/inputs/item/1", failure.Problem.Subject);
        Assert.Contains("the asset 'asset0' of the item 'broken'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the asset 'asset1' of the item 'broken'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/page", "this is none")]
    [InlineData("b/red.tif", "this is none")]
    [InlineData("a/endless.json", "more than 20 documents")]
    [InlineData("a/nothing", "404")]
    public async Task What_is_no_folder_is_refused(string path, string message)
    {
        var failure = await Assert.ThrowsAsync<ProblemException>(() => StageAsync(Href(path)));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_bytes_or_files_than_allowed_are_refused()
    {
        var bytes = await Assert.ThrowsAsync<ProblemException>(() => StageAsync(new FolderLimits { MaxBytes = 10 }, Href("a/item.json")));
        var files = await Assert.ThrowsAsync<ProblemException>(() => StageAsync(new FolderLimits { MaxFiles = 1 }, Href("a/item.json")));

        Assert.Equal((ProblemKind.TooLarge, ProblemKind.TooLarge), (bytes.Problem.Kind, files.Problem.Kind));
    }

    [Fact]
    public async Task An_item_in_the_request_must_have_whole_addresses()
    {
        await _files.SaveAsync("inline/whole", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Item("i", new Uri(_remote.Url, "b/red.tif").AbsoluteUri))), default);
        await _files.SaveAsync("inline/relative", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Item("i", "red.tif"))), default);
        await _files.SaveAsync("inline/host", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Item("i", "file:///etc/passwd"))), default);

        await StageAsync(new InputReference(null, "inline/whole", null).Write());
        Assert.Equal("II*/b/red.tif", await File.ReadAllTextAsync(Path.Combine(Staged, "i/red.tif")));
        var relative = await Assert.ThrowsAsync<ProblemException>(() => StageAsync(new InputReference(null, "inline/relative", null).Write()));
        var host = await Assert.ThrowsAsync<ProblemException>(() => StageAsync(new InputReference(null, "inline/host", null).Write()));

        Assert.Contains("relative address 'red.tif'", relative.Message, StringComparison.Ordinal);
        Assert.Equal(ProblemKind.Forbidden, host.Problem.Kind);
    }

    [Fact]
    public async Task A_folder_of_an_earlier_job_comes_as_it_is()
    {
        await _files.SaveAsync("jobs/1/out-stac/catalog.json", new MemoryStream("{}"u8.ToArray()), default);
        await _files.SaveAsync("jobs/1/out-stac/a/b.tif", new MemoryStream("II*"u8.ToArray()), default);
        await _files.SaveAsync("jobs/1/out-stac-2/c.tif", new MemoryStream("II*"u8.ToArray()), default);

        await StageAsync(new InputReference(null, "jobs/1/out-stac/catalog.json", null, "jobs/1/out-stac").Write());
        Assert.Equal(["a/b.tif", "catalog.json"], Directory.GetFiles(Staged, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Staged, path)).Order(StringComparer.Ordinal));
        var gone = await Assert.ThrowsAsync<ProblemException>(() => StageAsync(new InputReference(null, "jobs/2/x/catalog.json", null, "jobs/2/x").Write()));

        Assert.Equal(ProblemKind.NotFound, gone.Problem.Kind);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static string Item(string id, params string[] assets) => new JsonObject
    {
        ["type"] = "Feature",
        ["stac_version"] = "1.0.0",
        ["id"] = id,
        ["links"] = JsonNode.Parse("""[{"rel": "self", "href": "item.json"}, {"rel": "root", "href": "/"}, {"rel": "license", "href": "license"}]"""),
        ["assets"] = new JsonObject(assets.Select((href, index) => KeyValuePair.Create($"asset{index}", (JsonNode?)new JsonObject { ["href"] = href }))),
    }.ToJsonString();

    private JsonObject Read(string name) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Staged, name)))!.AsObject();

    private JsonObject Href(string path) => new InputReference(new(_remote.Url, path), FileKey: null, MediaType: null).Write();

    private Task<JsonObject> StageAsync(params JsonObject[] items) => StageAsync(new FolderLimits { MaxDocuments = 20 }, items);

    private async Task<JsonObject> StageAsync(FolderLimits limits, params JsonObject[] items)
    {
        if (Directory.Exists(Attempt))
        {
            Directory.Delete(Attempt, recursive: true);
        }

        var job = new Job
        {
            Id = JobId.New(TimeProvider.System),
            Owner = "ann",
            Dialect = "ogc",
            Executor = "local",
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Spec = new() { ProcessId = "water", Inputs = new() { ["item"] = new JsonArray([.. items]) } },
        };
        return await new InputStaging(_files, _fetcher, limits).StageAsync(job, Process, Directory.CreateDirectory(Attempt).FullName, default);
    }
}
