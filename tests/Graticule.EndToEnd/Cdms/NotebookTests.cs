using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cdms;

/// <summary>The notebook of CDMS on large jobs: its own lines where its text is at hand, and a page of this project's that does the same.</summary>
[Collection(CdmsServerCollection.Name)]
public sealed class NotebookTests(CdmsServer server)
{
    private const string Python = "/usr/bin/python3";

    [SkippableFact]
    public async Task Every_cell_runs_with_only_the_host_changed()
    {
        var notebook = Path.GetFullPath(Path.Combine(BuiltProgram.Repository, "../shared/seeds/000_dd607576e77f91d0.txt"));
        Skip.IfNot(File.Exists(notebook), "The notebook is not beside the checkout.");
        var probe = File.Exists(Python) ? await BuiltProgram.RunAsync(Python, ["-c", "import requests"]) : null;
        Skip.IfNot(probe?.Code == 0, "Python's requests is not installed.");

        var run = await BuiltProgram.RunAsync(Python, [Path.Combine(BuiltProgram.Repository, "tests/Graticule.EndToEnd/Cdms/notebook_cells.py"), notebook, server.Address]);

        Assert.True(run.Code == 0, run.Output + run.Error);
        var left = JsonNode.Parse(run.Output.TrimEnd().Split('\n')[^1])!;
        Assert.Equal(7, (int)left["cells"]!);
        Assert.InRange((int)left["elapsed"]!, 0, 60);
        var documents = left["documents"]!.AsArray();
        Assert.Equal(3, documents.Count);
        CheckRunning(documents[0]!);
        CheckSuccess(documents[1]!);
        CheckCancelled(documents[2]!);
    }

    [Fact]
    public async Task The_example_ends_with_what_its_folder_says()
    {
        var example = Path.Combine(BuiltProgram.Repository, "examples/07-cdms-matchup");
        var folder = Directory.CreateTempSubdirectory("graticule-").FullName;

        var run = await BuiltProgram.RunAsync(Path.Combine(example, "run.sh"), [server.Address], folder);

        Directory.Delete(folder, recursive: true);
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Equal((await File.ReadAllTextAsync(Path.Combine(example, "expected.txt"))).TrimEnd(), run.Output.TrimEnd().Split('\n')[^1]);
    }

    private void CheckRunning(JsonNode job)
    {
        // A small job may be done before anybody can ask for it.
        Assert.Contains((string)job["status"]!, (string[])["running", "success"]);
        Assert.Equal("", (string)job["message"]!);
        Assert.Equal($"{server.Address}/job?id={job["executionID"]}", CdmsServer.LinkOf(job, "self"));
        Assert.Equal(
            """{"primary":"JPL-L4-MRVA-CHLA-GLOB-v3.0","matchup":"shark-2018","startTime":"2018-04-01 00:00:00+00:00","endTime":"2018-04-01 23:59:59+00:00","bbox":"-140,10,-110,40","timeTolerance":86400,"radiusTolerance":50000.0,"platforms":"3B","parameter":"mass_concentration_of_chlorophyll_in_sea_water","depthMin":-5.0,"depthMax":5.0}""",
            job["params"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    private void CheckSuccess(JsonNode job)
    {
        Assert.Equal("success", (string)job["status"]!);
        Assert.All(["CSV", "JSON", "NETCDF"], format => Assert.Contains(
            job["links"]!.AsArray(), link => (string)link!["href"]! == $"{server.Address}/cdmsresults?id={job["executionID"]}&output={format}" && (string)link["rel"]! == "data"));
        Assert.InRange((int)job["totalPrimaryMatched"]!, 1, 14_400);
    }

    /// <summary>The job may have been quicker than the request to end it.</summary>
    private static void CheckCancelled(JsonNode job) => Assert.Contains((string)job["status"]!, (string[])["cancelled", "success"]);
}
