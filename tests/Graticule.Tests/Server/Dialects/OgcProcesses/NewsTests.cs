using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>What subscribers are told.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class NewsTests(OgcServer server)
{
    private const string Subscriber = """
        "subscriber": {"successUri": "http://example.org/yes", "inProgressUri": "https://example.org/still", "failedUri": "http://example.org/no"}
        """;

    [Fact]
    public async Task The_addresses_of_a_subscriber_reach_the_engine_and_its_deliveries_are_on_record()
    {
        var id = await server.RunAsync("echo", $$$"""{"inputs": {"a": "x"}, {{{Subscriber}}}}""");
        var job = await FindAsync(id);

        var deliveries = (await server.GetJsonAsync($"/jobs/{id}/deliveries"))["deliveries"]!.AsArray();

        Assert.Equal(
            ("http://example.org/yes", "https://example.org/still", "http://example.org/no"),
            (job.Spec.Callbacks!.Succeeded!.AbsoluteUri, job.Spec.Callbacks.Progress!.AbsoluteUri, job.Spec.Callbacks.Failed!.AbsoluteUri));
        var success = deliveries.Single(delivery => delivery!["event"]!.GetValue<string>() == "success")!;
        Assert.Equal("http://example.org/yes", success["uri"]!.GetValue<string>());
        Assert.Equal("0", success["tries"]!.ToJsonString());
    }

    [Fact]
    public async Task A_success_is_told_by_the_results_document_with_addresses_that_work()
    {
        var id = await server.RunAsync("pictures", $$$"""{"inputs": {"tiles": 1}, "response": "raw", {{{Subscriber}}}}""");

        var news = await ReadAsync(await FindAsync(id), DeliveryEvent.Succeeded);

        Assert.Equal(["picture", "tiles", "mean"], news.AsObject().Select(member => member.Key));
        var picture = await server.GetAsync(news["picture"]!["href"]!.GetValue<string>());
        Assert.Equal(OgcTestProcesses.Picture, await picture.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_failure_is_told_by_the_exception()
    {
        var id = await server.RunAsync("failing", $$$"""{"inputs": {"kind": "ProcessFailed"}, {{{Subscriber}}}}""");

        Assert.Equal("It went wrong.", (await ReadAsync(await FindAsync(id), DeliveryEvent.Failed))["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Progress_is_told_by_the_status()
    {
        var id = await server.RunAsync("echo", $$$"""{"inputs": {"a": "x"}, {{{Subscriber}}}}""");

        var news = await ReadAsync(await FindAsync(id) with { State = JobState.Running, Progress = 0.256 }, DeliveryEvent.Progress);

        Assert.Equal((id, "running", "25"), (news["jobID"]!.GetValue<string>(), news["status"]!.GetValue<string>(), news["progress"]!.ToJsonString()));
        Assert.StartsWith(server.Api + "/jobs/", news["links"]![0]!["href"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_is_required_and_the_misspelt_one_counts()
    {
        var one = await server.RunAsync("echo", """{"inputs": {"a": "x"}, "subscriber": {"successUrl": "http://example.org/yes"}}""");
        var none = await server.RunAsync("echo", """{"inputs": {"a": "x"}, "subscriber": {}}""");

        Assert.Equal("http://example.org/yes", (await FindAsync(one)).Spec.Callbacks!.Succeeded!.AbsoluteUri);
        Assert.Null((await FindAsync(none)).Spec.Callbacks);
    }

    private async Task<JsonNode> ReadAsync(Job job, DeliveryEvent news) =>
        JsonNode.Parse(await server.Dialect.WriteNewsAsync(job, news, CancellationToken.None))!;

    private async Task<Job> FindAsync(string id)
    {
        Assert.True(JobId.TryParse(id, out var known));
        return (await server.Store.FindAsync(known, CancellationToken.None))!;
    }
}
