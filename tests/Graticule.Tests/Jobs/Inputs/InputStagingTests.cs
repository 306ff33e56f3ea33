using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Files;
using Graticule.Jobs.Inputs;
using Graticule.Jobs.Processes;
using Graticule.Tests.Jobs.Storage;
using Microsoft.AspNetCore.Http;

namespace Graticule.Tests.Jobs.Inputs;

public sealed class InputStagingTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] Tiff = [.. "II*\0"u8, .. new byte[100]];

    private static readonly ProcessDescription Process = new()
    {
        Id = "math",
        Title = "Math",
        Inputs =
        [
            new("il", new() { ["type"] = "string" }) { Title = "Images", MaxOccurs = 8, MinOccurs = 0, MediaTypes = ["image/tiff; application=geotiff"] },
            new("../odd/name", new() { ["type"] = "string" }) { Title = "Oddly named", MinOccurs = 0, MediaTypes = ["image/tiff"] },
            new("count", new() { ["type"] = "integer", ["maximum"] = 10 }) { Title = "Number", MinOccurs = 0 },
            new("text", new() { ["type"] = "string" }) { Title = "Text", MinOccurs = 0 },
        ],
    };

    private readonly TemporaryFolder _folder = new();
    private RemoteHost _remote = null!;
    private FolderFileStore _files = null!;
    private InputFetcher _fetcher = null!;

    private string Attempt => Path.Combine(_folder.Path, "attempt");

    public async Task InitializeAsync()
    {
        _remote = await RemoteHost.StartAsync(context => context.Request.Path.Value switch
        {
            "/number" => context.Response.WriteAsync("7"),
            "/large-number" => context.Response.WriteAsync("11"),
            "/page" => context.Response.WriteAsync("<!DOCTYPE html><title>Please log in</title>"),
            "/long" => context.Response.WriteAsync(new string('x', (1 << 20) + 1)),
            "/latin" => context.Response.Body.WriteAsync(new byte[] { 0xE4, 0xF6 }).AsTask(),
            "/gone" => AnswerGoneAsync(context),
            _ => context.Response.Body.WriteAsync(Tiff).AsTask(),
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
    public async Task Files_get_names_of_their_own_whatever_they_were_called()
    {
        await _files.SaveAsync("uploads/ann/scene.VRT", new MemoryStream(Tiff), default);

        var inputs = await StageAsync(new()
        {
            ["il"] = new JsonArray(Href("..%2f..%2fetc/passwd?name=../x"), File("uploads/ann/scene.VRT")),
            ["../odd/name"] = Href("a.vrt"),
        });

        Assert.Equal("[\"inputs/il-0.tif\",\"inputs/il-1.tif\"]", inputs["il"]!.ToJsonString());
        Assert.Equal("inputs/___odd_name-0.tif", (string)inputs["../odd/name"]!);
        Assert.Equal(["___odd_name-0.tif", "il-0.tif", "il-1.tif", "inputs.json"], Directory.GetFiles(Attempt, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Tiff, await System.IO.File.ReadAllBytesAsync(Path.Combine(Attempt, "inputs/il-1.tif")));
    }

    [Fact]
    public async Task A_worker_can_write_neither_to_the_cache_nor_to_the_store_by_accident()
    {
        await _files.SaveAsync("collections/a/b.tif", new MemoryStream(Tiff), default);

        await StageAsync(new() { ["il"] = new JsonArray(Href("a.tif"), File("collections/a/b.tif")) });

        Assert.All(
            Directory.GetFiles(Path.Combine(Attempt, "inputs")),
            file => Assert.Equal(UnixFileMode.None, System.IO.File.GetUnixFileMode(file) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)));
    }

    [Theory]
    [InlineData("uploads/bob/scene.tif")]
    [InlineData("uploads/annabel/scene.tif")]
    [InlineData("uploads/ann/missing.tif")]
    public async Task A_file_of_somebody_else_is_as_good_as_missing(string key)
    {
        await _files.SaveAsync("uploads/bob/scene.tif", new MemoryStream(Tiff), default);
        await _files.SaveAsync("uploads/annabel/scene.tif", new MemoryStream(Tiff), default);

        var problem = await FailsAsync(new() { ["il"] = new JsonArray("x", File(key)) });

        Assert.Equal((ProblemKind.NotFound, "/inputs/il/1"), (problem.Kind, problem.Subject));
    }

    [Theory]
    [InlineData("uploads/ann/../bob/scene.tif")]
    [InlineData("../graticule.db")]
    [InlineData("/etc/passwd")]
    public async Task A_key_never_leads_out_of_the_store(string key)
    {
        await _files.SaveAsync("uploads/bob/scene.tif", new MemoryStream(Tiff), default);

        Assert.Equal("/inputs/il/0", (await FailsAsync(new() { ["il"] = new JsonArray(File(key)) })).Subject);
        Assert.Empty(Directory.GetFiles(Attempt, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Content_of_the_wrong_kind_is_named()
    {
        var problem = await FailsAsync(new() { ["il"] = new JsonArray(Href("page")) });

        Assert.Equal(ProblemKind.InvalidInput, problem.Kind);
        Assert.Equal("/inputs/il/0: The content is a HTML or XML page, and this input takes image/tiff; application=geotiff.", problem.Message);
    }

    [Fact]
    public async Task Values_are_read_and_held_against_their_schema()
    {
        var inputs = await StageAsync(new() { ["count"] = Href("number"), ["text"] = Href("number") });

        Assert.Equal("7", inputs["count"]!.ToJsonString());
        Assert.Equal("\"7\"", inputs["text"]!.ToJsonString());
        var problem = await FailsAsync(new() { ["count"] = Href("large-number") });
        Assert.Equal(ProblemKind.InvalidInput, problem.Kind);
        Assert.Equal("/inputs/count", Assert.Single(problem.Details!).Pointer);
    }

    [Theory]
    [InlineData("long", ProblemKind.TooLarge)]
    [InlineData("latin", ProblemKind.InvalidInput)]
    [InlineData("gone", ProblemKind.InvalidInput)]
    public async Task A_value_that_cannot_be_one_is_refused(string path, ProblemKind expected)
    {
        var problem = await FailsAsync(new() { ["text"] = Href(path) });

        Assert.Equal((expected, "/inputs/text"), (problem.Kind, problem.Subject));
    }

    [Fact]
    public async Task Of_many_references_the_first_fault_ends_the_rest()
    {
        var hrefs = Enumerable.Range(0, 8).Select(index => (JsonNode)(index == 5 ? Href("gone") : Href($"{index}.tif"))).ToArray();

        Assert.Equal("/inputs/il/5", (await FailsAsync(new() { ["il"] = new JsonArray(hrefs) })).Subject);
    }

    private static Task AnswerGoneAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status410Gone;
        return Task.CompletedTask;
    }

    private static JsonObject File(string key) => new InputReference(Href: null, key, MediaType: null).Write();

    private JsonObject Href(string path) => new InputReference(new(_remote.Url, path), FileKey: null, MediaType: null).Write();

    private Task<JsonObject> StageAsync(JsonObject inputs)
    {
        var job = SampleJobs.Queued(Process.Id) with { Spec = new() { ProcessId = Process.Id, Inputs = inputs } };
        return new InputStaging(_files, _fetcher).StageAsync(job, Process, Attempt, default);
    }

    private async Task<Problem> FailsAsync(JsonObject inputs) => (await Assert.ThrowsAsync<ProblemException>(() => StageAsync(inputs))).Problem;
}
