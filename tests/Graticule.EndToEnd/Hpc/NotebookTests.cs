using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Hpc;

/// <summary>The notebook of the HPC API: its own cells where its text is at hand, and a script of this project's that is stricter.</summary>
[Collection(HpcServerCollection.Name)]
public sealed class NotebookTests(HpcServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [SkippableFact]
    public async Task Every_cell_runs_with_only_the_profile_changed_and_finds_what_it_must()
    {
        var notebook = Path.GetFullPath(Path.Combine(BuiltProgram.Repository, "../shared/seeds/004_a424e4aa60c06dcc.txt"));
        Skip.IfNot(File.Exists(notebook), "The notebook is not beside the checkout.");
        await SkipWithoutRequestsAsync();

        var run = await server.RunScriptAsync(Patience, "notebook_cells.py", notebook);

        Assert.True(run.Code == 0, run.Output + run.Error);
        var left = JsonNode.Parse(run.Output.TrimEnd().Split('\n')[^1])!;
        Assert.Equal(27, (int)left["cells"]!);
    }

    [SkippableFact]
    public async Task What_later_clients_do_beside_it_works_too()
    {
        await SkipWithoutRequestsAsync();

        var run = await server.RunScriptAsync(Patience, "later_clients.py", server.Address, server.Key, server.OtherKey);

        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.EndsWith("All is well.", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_ends_with_what_its_folder_says()
    {
        var example = Path.Combine(BuiltProgram.Repository, "examples/08-hpc-jobs");
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;

        var run = await BuiltProgram.RunAsync(Path.Combine(example, "run.sh"), [server.Address, server.Key], folder);

        Directory.Delete(folder, recursive: true);
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Equal((await File.ReadAllTextAsync(Path.Combine(example, "expected.txt"))).TrimEnd(), run.Output.TrimEnd().Split('\n')[^1]);
    }

    private static async Task SkipWithoutRequestsAsync()
    {
        const string Python = "/usr/bin/python3";
        var probe = File.Exists(Python) ? await BuiltProgram.RunAsync(Python, ["-c", "import requests"]) : null;
        Skip.IfNot(probe?.Code == 0, "Python's requests is not installed.");
    }
}
