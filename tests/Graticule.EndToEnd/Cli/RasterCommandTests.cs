using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cli;

/// <summary>Files in and out through the client commands.</summary>
[Collection(SharedServer.Name)]
public sealed class RasterCommandTests(RunningServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graticule-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task A_local_file_is_uploaded_and_the_results_come_back_as_files()
    {
        var submitted = await RunAsync(
            "submit", "band-math", "-i", $"il=@{Scene()}", "-i", "exp=im1b4 - im1b3", "-i", "out=int16",
            "-o", "out:image/tiff; application=geotiff", "-o", "statistics", "--wait", "--json");
        Assert.True(submitted.Code == 0, submitted.Error + submitted.Output);
        var id = JsonNode.Parse(submitted.Output)!["jobID"]!.ToString();

        var saved = JsonNode.Parse((await RunAsync("results", id, "--output", _folder, "--json")).Output)!;

        Assert.Equal(Path.Combine(_folder, "out.tif"), saved["out"]!.ToString());
        Assert.True(new FileInfo(saved["out"]!.ToString()).Length > 349 * 352 / 4);
        Assert.Equal(349 * 352, JsonNode.Parse(await File.ReadAllTextAsync(saved["statistics"]!.ToString()))!["valid"]!.GetValue<int>());
    }

    [SkippableFact]
    public async Task A_job_that_fails_says_why()
    {
        var failed = await RunAsync("submit", "band-math", "-i", $"il=@{Scene()}", "-i", "exp=im1b4 + im1b9", "--wait");
        Assert.Equal(1, failed.Code);
        Assert.Contains("Column 9", failed.Output, StringComparison.Ordinal);
        var id = failed.Output.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

        var results = await RunAsync("results", id);

        Assert.Equal(1, results.Code);
        Assert.Contains("/inputs/exp", results.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_formula_that_cannot_work_is_refused_before_there_is_a_job()
    {
        var refused = await RunAsync("submit", "band-math", "-i", $"il=@{Scene()}", "-i", "exp=im1b4 +* im1b3", "-i", "ram=0");

        Assert.Equal(2, refused.Code);
        Assert.Contains("/inputs/exp: Column 8", refused.Error, StringComparison.Ordinal);
        Assert.Contains("/inputs/ram: ", refused.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_address_on_the_server_is_an_input()
    {
        Skip.IfNot(server.HasDemoData, "The demonstration data cannot be fetched: no network, or no Debian packages.");

        var done = await RunAsync(
            "submit", "band-math", "-i", $"il={server.Address}/ogc-api/collections/demo/L7_ETMs.tif", "-i", "exp=im1b1", "--wait");

        Assert.True(done.Code == 0, done.Error + done.Output);
    }

    private string Scene()
    {
        Skip.IfNot(server.HasDemoData, "The demonstration data cannot be fetched: no network, or no Debian packages.");
        return Path.Combine(BuiltProgram.Repository, "artifacts/demo-data/L7_ETMs.tif");
    }

    private Task<Finished> RunAsync(params string[] arguments) => BuiltProgram.RunAsync([.. arguments, "--server", server.Address]);
}
