using System.Text.Json.Nodes;

namespace Graticule.EndToEnd.Cli;

/// <summary>Every client command against a real server: what it prints, and its exit code.</summary>
[Collection(SharedServer.Name)]
public sealed class CommandTests(RunningServer server)
{
    [Fact]
    public async Task Process_list_names_the_processes()
    {
        var text = await RunAsync("process", "list");
        var json = JsonNode.Parse((await RunAsync("process", "list", "--json")).Output)!;

        Assert.Equal(0, text.Code);
        Assert.Contains("band-math", text.Output, StringComparison.Ordinal);
        Assert.Contains("echo", json["processes"]!.AsArray().Select(process => process!["id"]!.ToString()), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Process_describe_says_what_a_process_takes()
    {
        var text = await RunAsync("process", "describe", "band-math");

        Assert.Equal(0, text.Code);
        Assert.Contains("idxPhyX", text.Output, StringComparison.Ordinal);
        Assert.Contains("quicklook", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submitted_job_goes_through_status_logs_results_and_list()
    {
        var id = (await RunAsync("submit", "echo", "-i", "a=hello", "-i", "d=[1,2]")).Output.Trim();

        var status = await RunAsync("status", id, "--wait");
        var results = JsonNode.Parse((await RunAsync("results", id, "--json")).Output)!;
        var logs = await RunAsync("logs", "-f", id, "--json");
        var list = JsonNode.Parse((await RunAsync("jobs", "--status", "succeeded", "--process", "echo", "--limit", "1000", "--json")).Output)!;

        Assert.Equal(0, status.Code);
        Assert.Contains("succeeded", status.Output, StringComparison.Ordinal);
        Assert.Equal("hello", results["a"]!.ToString());
        Assert.Equal("[1,2]", results["d"]!.ToJsonString());
        Assert.Equal(0, logs.Code);
        Assert.All(logs.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.NotNull(JsonNode.Parse(line)!["message"]));
        Assert.Contains(id, list["jobs"]!.AsArray().Select(job => job!["jobID"]!.ToString()), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Json_is_exactly_one_document_on_standard_output()
    {
        var submitted = await RunAsync("submit", "echo", "-i", "a=1", "--wait", "--json");

        Assert.Equal(0, submitted.Code);
        Assert.Equal("successful", JsonNode.Parse(submitted.Output)!["status"]!.ToString());
        Assert.Empty(submitted.Error);
    }

    [Fact]
    public async Task A_wrong_request_is_bad_use_and_every_fault_is_told()
    {
        var refused = await RunAsync("submit", "echo", "-i", "d=[1,\"x\"]", "-i", "colour=red", "--json");
        var error = JsonNode.Parse(refused.Output)!["error"]!;

        Assert.Equal(2, refused.Code);
        Assert.Equal(2, error["exitCode"]!.GetValue<int>());
        var pointers = error["faults"]!.AsArray().Select(fault => fault!["pointer"]!.ToString()).ToList();
        Assert.Equal(["/inputs/a", "/inputs/colour", "/inputs/d/1"], pointers.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(pointers, pointer => Assert.Contains($"  {pointer}: ", refused.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_checks_and_makes_no_job()
    {
        Assert.Equal(0, (await RunAsync("submit", "echo", "-i", "a=dry", "--dry-run")).Code);
        Assert.Equal(2, (await RunAsync("submit", "echo", "--dry-run")).Code);
    }

    [Fact]
    public async Task What_is_not_there_is_denied()
    {
        var unknown = Guid.NewGuid().ToString("N");

        Assert.Equal(4, (await RunAsync("status", unknown)).Code);
        Assert.Equal(4, (await RunAsync("logs", unknown)).Code);
        Assert.Equal(4, (await RunAsync("results", unknown)).Code);
        Assert.Equal(4, (await RunAsync("cancel", unknown)).Code);
        Assert.Equal(4, (await RunAsync("submit", "no-such-process", "-i", "a=1")).Code);
    }

    [Fact]
    public async Task A_cancelled_job_ends_and_says_so()
    {
        var id = (await RunAsync("submit", "echo", "-i", "a=late", "-i", "pause=30")).Output.Trim();

        var cancelled = await RunAsync("cancel", id);
        var waited = await RunAsync("status", id, "--wait");
        var again = await RunAsync("cancel", id);

        Assert.Equal(0, cancelled.Code);
        Assert.Equal(1, waited.Code);
        Assert.Contains("cancelled", waited.Output, StringComparison.Ordinal);
        Assert.Equal(2, again.Code);
        Assert.Contains("--remove", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("cancel", id, "--remove")).Code);
        Assert.Equal(4, (await RunAsync("status", id)).Code);
    }

    [Fact]
    public async Task The_environment_names_the_server()
    {
        var found = await BuiltProgram.RunAsync(BuiltProgram.Location, ["jobs", "--json"], folder: null, ("GRATICULE_URL", server.Address));

        Assert.Equal(0, found.Code);
    }

    private Task<Finished> RunAsync(params string[] arguments) => BuiltProgram.RunAsync([.. arguments, "--server", server.Address]);
}
