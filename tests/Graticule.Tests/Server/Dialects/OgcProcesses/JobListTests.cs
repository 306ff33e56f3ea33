using System.Text.Json.Nodes;
using Graticule.Jobs;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>The job list: its filters and its pages. Each test has an owner of its own.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class JobListTests(OgcServer server)
{
    private static readonly string[] Version1States = ["accepted", "running", "successful", "failed", "dismissed"];

    private static readonly DateTimeOffset Start = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "success failed dismissed running accepted")]
    [InlineData("status=successful", "success")]
    [InlineData("status=failed,dismissed", "failed dismissed")]
    [InlineData("status=failed&status=running", "failed running")]
    [InlineData("status=created", "created")]
    [InlineData("processID=echo", "success failed")]
    [InlineData("processID=echo,slow&status=running,successful", "success running")]
    [InlineData("processID=nothing", "")]
    [InlineData("type=process", "success failed dismissed running accepted")]
    [InlineData("type=openeo", "")]
    [InlineData("datetime=2024-05-01T12:01:00Z", "failed")]
    [InlineData("datetime=2024-05-01T12:01:00Z/..", "failed dismissed running accepted")]
    [InlineData("datetime=../2024-05-01T12:01:00Z", "success failed")]
    [InlineData("datetime=/2024-05-01T14:01:00%2B02:00", "success failed")]
    [InlineData("datetime=2024-05-01T12:01:00Z/2024-05-01T12:02:30Z", "failed dismissed")]
    [InlineData("datetime=2024-05-01", "success failed dismissed running accepted")]
    [InlineData("datetime=2024-05-02/..", "")]
    [InlineData("minDuration=15", "failed running")]
    [InlineData("maxDuration=15", "success")]
    [InlineData("minDuration=5&maxDuration=25&status=successful,failed", "success failed")]
    [InlineData("minDuration=&status=", "success failed dismissed running accepted")]
    public async Task A_filter_leaves_what_it_says(string query, string expected)
    {
        var owner = await MakeAsync();

        var list = await server.GetJsonAsync($"/jobs?{query}", $"X-Owner: {owner}");

        var names = list["jobs"]!.AsArray().Select(job => job!["message"]!.GetValue<string>()).Reverse();
        Assert.Equal(expected, string.Join(' ', names));
    }

    [Fact]
    public async Task Pages_go_there_and_back_with_their_filters_while_jobs_come_in()
    {
        var owner = "pages-" + Guid.NewGuid().ToString("N");
        for (var number = 0; number < 7; number++)
        {
            await AddAsync(owner, number.ToString(System.Globalization.CultureInfo.InvariantCulture), number, JobState.Succeeded, "echo", 1);
        }

        var first = await PageAsync("/jobs?limit=3&processID=echo&status=successful", owner);
        await AddAsync(owner, "late", 60, JobState.Succeeded, "echo", 1);
        var second = await PageAsync(Link(first, "next")!, owner);
        var third = await PageAsync(Link(second, "next")!, owner);
        var back = await PageAsync(Link(third, "prev")!, owner);

        Assert.Equal(("6 5 4", "3 2 1", "0"), (Names(first), Names(second), Names(third)));
        Assert.Equal("3 2 1", Names(back));
        Assert.Null(Link(first, "prev"));
        Assert.Null(Link(third, "next"));
        Assert.Contains("processID=echo&status=successful", Link(first, "next"), StringComparison.Ordinal);
        Assert.All(new[] { first, second, third }, page => Assert.NotNull(Link(page, "alternate")));
    }

    [Fact]
    public async Task A_limit_above_the_maximum_is_cut_down_to_it()
    {
        var list = await server.GetJsonAsync("/jobs?limit=1000000", "X-Owner: nobody");

        Assert.Contains("limit=10000", Link(list, "self"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_validates_for_a_reader_of_version_1()
    {
        var owner = await MakeAsync();

        var list = await server.GetJsonAsync("/jobs", $"X-Owner: {owner}");

        foreach (var job in list["jobs"]!.AsArray())
        {
            Assert.Contains(job!["status"]!.GetValue<string>(), Version1States);
            Assert.Equal("process", job["type"]!.GetValue<string>());
            Assert.All(job.AsObject(), member => Assert.NotNull(member.Value));
        }
    }

    /// <summary>One job of each state, a minute apart, some with a duration.</summary>
    private async Task<string> MakeAsync()
    {
        var owner = "filters-" + Guid.NewGuid().ToString("N");
        await AddAsync(owner, "success", 0, JobState.Succeeded, "echo", 10);
        await AddAsync(owner, "failed", 1, JobState.Failed, "echo", 20);
        await AddAsync(owner, "dismissed", 2, JobState.Cancelled, "slow", null);
        await AddAsync(owner, "running", 3, JobState.Running, "slow", 30);
        await AddAsync(owner, "accepted", 4, JobState.Queued, "other", null);
        await AddAsync(owner, "created", 5, JobState.Created, "other", null);
        return owner;
    }

    private Task AddAsync(string owner, string name, int minute, JobState state, string process, double? seconds)
    {
        var created = Start.AddMinutes(minute);
        var job = new Job
        {
            Id = new(Guid.CreateVersion7(created)),
            Owner = owner,
            Dialect = "ogc",
            Spec = new() { ProcessId = process },

            // No scheduler looks for jobs of this executor.
            Executor = "elsewhere",
            State = state,
            Message = name,
            CreatedAt = created,
            UpdatedAt = created,
            StartedAt = seconds is null ? null : created,
            FinishedAt = state.IsFinal() ? created.AddSeconds(seconds ?? 0) : null,
            Problem = state == JobState.Failed ? new(ProblemKind.ProcessFailed, name) : null,
        };
        return server.Store.AddAsync(job, CancellationToken.None);
    }

    private Task<JsonNode> PageAsync(string path, string owner) => server.GetJsonAsync(path, $"X-Owner: {owner}");

    private static string Names(JsonNode page) => string.Join(' ', page["jobs"]!.AsArray().Select(job => job!["message"]!.GetValue<string>()));

    private static string? Link(JsonNode page, string relation) =>
        page["links"]!.AsArray().FirstOrDefault(link => link!["rel"]!.GetValue<string>() == relation)?["href"]!.GetValue<string>();
}
