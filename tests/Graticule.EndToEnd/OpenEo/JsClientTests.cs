namespace Graticule.EndToEnd.OpenEo;

/// <summary>
/// openEO's own JavaScript client, which others wrote, does to the built program what its users do: in versions from all times of the API,
/// each by the version of the API that it was made for, and all with one server.
/// </summary>
public sealed class JsClientTests(TwoDaysServer server) : IClassFixture<TwoDaysServer>
{
    private const string Document = "docs/dialects/openeo-history.md";

    private static readonly string Client = Path.Combine(BuiltProgram.Repository, "tests/Graticule.EndToEnd/OpenEo/client");

    /// <summary>What each does: a script for each client, and a function of it for each step.</summary>
    private static readonly (string Script, string Client, string Versions, string[] Steps)[] Clients =
    [
        ("0.2", "0.2.1", "0.0.2", ["discovery", "result", "job", "pause", "file", "graph", "service", "refusal"]),
        ("0.3", "0.3.5", "0.3.1", ["discovery", "login", "result", "validation", "job", "file", "graph", "service", "refusal"]),
        ("0.4", "0.4.3", "0.4.2", ["discovery", "login", "result", "validation", "job", "failure", "file", "graph", "service", "refusal"]),
        ("1.3", "1.3.2", "1.2.0, 1.3.0", ["discovery", "login", "result", "validation", "job", "file", "graph", "service", "refusal"]),
        ("2.12", "2.12.0", "1.2.0, 1.3.0", ["discovery", "collections", "processes", "result", "job", "failure", "file", "graph", "service"]),
    ];

    public static TheoryData<string, string> Steps()
    {
        var steps = new TheoryData<string, string>();
        foreach (var (client, step) in Clients.SelectMany(client => client.Steps.Select(step => (client.Script, step))))
        {
            steps.Add(client, step);
        }

        return steps;
    }

    [SkippableTheory]
    [MemberData(nameof(Steps))]
    public async Task The_client_finds_what_it_expects(string client, string step) => Assert.Equal("done", await RunAsync(client, step));

    [SkippableFact]
    public async Task A_job_of_one_version_is_seen_by_the_clients_of_all_others()
    {
        Dictionary<string, string> jobs = new(StringComparer.Ordinal);
        foreach (var (script, _, _, _) in Clients)
        {
            jobs[script] = await RunAsync(script, "submit");
        }

        foreach (var (script, _, _, _) in Clients)
        {
            var listed = (await RunAsync(script, "list")).Split(' ');
            Assert.All(jobs.Values, job => Assert.Contains(job, listed));
            var other = script == "0.2" ? jobs["2.12"] : jobs["0.2"];
            Assert.Equal("done", await RunAsync(script, "fetch", other));
        }

        Assert.Equal("done", await RunAsync("0.3", "fetch", jobs["1.3"]));
        Assert.Equal("done", await RunAsync("0.4", "fetch", jobs["0.3"]));
    }

    [Fact]
    public void The_documentation_says_what_each_client_does()
    {
        var rows = File.ReadLines(Path.Combine(BuiltProgram.Repository, Document)).Where(line => line.StartsWith("| `@", StringComparison.Ordinal));

        Assert.Equal(Clients.Select(client => $"| `@openeo/js-client@{client.Client}` | {client.Versions} | {string.Join(", ", client.Steps)} |"), rows);
    }

    private async Task<string> RunAsync(string client, string step, params string[] more)
    {
        Skip.IfNot(
            Directory.Exists(Path.Combine(Client, "node_modules/client-0-2")),
            "The clients are not installed: eng/js-client.sh does that, and needs npm and its registry.");

        // Clients of the API since 1.0 see every answer checked against its documents.
        var (isEarly, before) = (client.StartsWith('0'), server.Checked.Checked);
        var address = isEarly ? server.Address : server.Checked.Address;
        var run = await BuiltProgram.RunAsync("node", [Path.Combine(Client, $"steps-{client}.cjs"), address, step, .. more]);

        Assert.Empty(server.Checked.Faults);
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.True(isEarly || server.Checked.Checked > before, "No answer was checked.");
        return run.Output.Trim();
    }
}
