using System.Text;
using Graticule.Analysis.Change.Results;

namespace Graticule.Tests.Server.Dialects.Lcmap;

/// <summary>Tickets and results of points, as Clownfish gives them.</summary>
[Collection(LcmapServerCollection.Name)]
public sealed class PointPagesTests(LcmapServer server)
{
    private static readonly string[] FirstTicket =
        ["chip_x", "chip_y", "algorithm", "x", "y", "chip_update_requested", "inputs_url", "refresh", "algorithm-available", "source-data-available"];

    private static readonly string[] NullsOfTicket = ["result", "result_md5", "result_ok", "result_produced", "inputs_md5"];

    private static readonly string[] Result =
    [
        "algorithm", "x", "y", "refresh", "chip_x", "chip_y", "result", "result_md5", "result_ok", "result_produced", "chip_update_requested", "inputs_url", "inputs_md5",
    ];

    [Fact]
    public async Task A_point_that_was_never_asked_for_gets_a_ticket_of_ten_members()
    {
        var (status, body) = await server.GetAsync($"/results/{LcmapServer.Algorithm}/123/456");

        Assert.Equal(202, status);
        var ticket = body!.AsObject();
        Assert.Equal(FirstTicket.Order(StringComparer.Ordinal), ticket.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal((-585, 2805, 123, 456), ((int)ticket["chip_x"]!, (int)ticket["chip_y"]!, (int)ticket["x"]!, (int)ticket["y"]!));
        Assert.Equal((false, true, true), ((bool)ticket["refresh"]!, (bool)ticket["algorithm-available"]!, (bool)ticket["source-data-available"]!));
        Assert.Equal($"/lcmap/chips?x=123&y=456&acquired=1980-01-01/2017-01-01&for={LcmapServer.Algorithm}", (string?)ticket["inputs_url"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$", (string?)ticket["chip_update_requested"]);
    }

    [Fact]
    public async Task The_same_point_again_gets_the_same_ticket_with_nulls_and_nothing_is_queued()
    {
        var chip = server.NextChip();
        server.Process.Hold(chip);
        var (_, first) = await server.GetAsync(LcmapServer.PathOf(chip, 3, 4));

        var (status, body) = await server.GetAsync(LcmapServer.PathOf(chip, 3, 4) + "?refresh=False");

        Assert.Equal(202, status);
        var ticket = body!.AsObject();
        Assert.Equal(FirstTicket.Concat(NullsOfTicket).Order(StringComparer.Ordinal), ticket.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.All(NullsOfTicket, name => Assert.Null(ticket[name]));
        Assert.Equal((string?)first!["chip_update_requested"], (string?)ticket["chip_update_requested"]);
        server.Process.Release(chip);
        await server.ComputeAsync(chip);
        Assert.Equal(1, server.Process.Runs(chip));
    }

    [Fact]
    public async Task Many_points_of_a_chip_at_the_same_time_are_one_job()
    {
        var chip = server.NextChip();
        server.Process.Hold(chip);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => server.GetAsync(LcmapServer.PathOf(chip, i, 2 * i))));

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        var counts = await server.CountsAsync(chip, counts => (double)counts["progress"]! == 0.5);
        Assert.Equal((1, 0, 1), ((int)counts["missing"]!, (int)counts["queued"]!, (int)counts["running"]!));
        server.Process.Release(chip);
        await server.ComputeAsync(chip);
        Assert.Equal(1, server.Process.Runs(chip));
    }

    [Fact]
    public async Task A_result_has_thirteen_members_and_the_document_as_a_text()
    {
        var chip = server.NextChip();

        var result = await server.ComputeAsync(chip);

        Assert.Equal(Result.Order(StringComparer.Ordinal), result.Select(member => member.Key).Order(StringComparer.Ordinal));
        var expected = PixelDocument.Text(chip.Algorithm, tellsShares: true, server.Process.Outcome(0, mayFail: true));
        Assert.StartsWith("{\"algorithm\":\"lcmap-pyccd:2018.10.17\",\"processing_mask\":[1,0,0,1", (string?)result["result"], StringComparison.Ordinal);
        Assert.EndsWith("\"cloud_prob\":0.25,\"snow_prob\":1e-05,\"water_prob\":NaN}", (string?)result["result"], StringComparison.Ordinal);
        Assert.Equal(expected.Length, ((string?)result["result"])!.Length, 200.0);
        Assert.Equal(PixelDocument.Md5(Encoding.UTF8.GetBytes((string)result["result"]!)), (string?)result["result_md5"]);
        Assert.True((bool)result["result_ok"]!);
        Assert.False((bool)result["refresh"]!);
        Assert.Equal("0123456789abcdef0123456789abcdef", (string?)result["inputs_md5"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", (string?)result["result_produced"]);
    }

    [Fact]
    public async Task A_pixel_that_failed_has_the_reason_for_its_result()
    {
        var chip = server.NextChip();
        await server.ComputeAsync(chip);

        var (status, body) = await server.GetAsync(LcmapServer.PathOf(chip, 5, 6));

        Assert.Equal(200, status);
        Assert.False((bool)body!["result_ok"]!);
        Assert.Equal("QA value \"0\" of pixel 605 is not supported – \u007f.", (string?)body["result"]);
    }

    [Fact]
    public async Task A_point_within_a_pixel_has_the_result_of_that_pixel()
    {
        var chip = server.NextChip();
        await server.ComputeAsync(chip);

        var (status, body) = await server.GetAsync($"/results/{chip.Algorithm}/{chip.ChipX + 29}/{chip.ChipY - 29}");

        Assert.Equal((200, chip.ChipX + 29, chip.ChipX), (status, (int)body!["x"]!, (int)body["chip_x"]!));
    }

    [Theory]
    [InlineData("True")]
    [InlineData("true")]
    public async Task Refresh_has_the_chip_computed_again_while_the_old_result_stays(string refresh)
    {
        var chip = server.NextChip();
        var old = await server.ComputeAsync(chip);
        server.Process.Hold(chip);

        var (status, ticket) = await server.GetAsync(LcmapServer.PathOf(chip) + $"?refresh={refresh}");
        var (meanwhile, shown) = await server.GetAsync(LcmapServer.PathOf(chip));
        var (again, _) = await server.GetAsync(LcmapServer.PathOf(chip, 9, 9) + $"?refresh={refresh}");

        Assert.Equal((202, 200, 202), (status, meanwhile, again));
        Assert.True((bool)ticket!["refresh"]!);
        Assert.DoesNotContain("result", ticket.AsObject().Select(member => member.Key));
        Assert.NotEqual((string?)old["chip_update_requested"], (string?)ticket["chip_update_requested"]);
        Assert.Equal((string?)old["result"], (string?)shown!["result"]);
        server.Process.Release(chip);
        await server.CountsAsync(chip, counts => (int)counts["running"]! + (int)counts["queued"]! == 0);
        Assert.Equal(2, server.Process.Runs(chip));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("failed")]
    public async Task Any_other_text_is_no_refresh(string refresh)
    {
        var chip = server.NextChip();
        await server.ComputeAsync(chip);

        var (status, _) = await server.GetAsync(LcmapServer.PathOf(chip) + $"?refresh={refresh}");

        Assert.Equal((200, 1), (status, server.Process.Runs(chip)));
    }

    [Theory]
    [InlineData("never:registered", false)]
    [InlineData("disabled/with/slashes:1", true)]
    public async Task An_algorithm_that_is_not_enabled_is_refused_with_six_members(string algorithm, bool register)
    {
        if (register)
        {
            await server.GetAsync($"/algorithm/{algorithm}", method: "PUT", body: """{"enabled":false,"inputs-url-template":"x"}""");
        }

        var (status, body) = await server.GetAsync($"/results/{algorithm}/123/456?refresh=true");

        Assert.Equal(422, status);
        Assert.Equal(
            ["algorithm", "x", "y", "refresh", "algorithm-available", "source-data-available"], body!.AsObject().Select(member => member.Key));
        Assert.Equal((algorithm, true, false, true), ((string?)body["algorithm"], (bool)body["refresh"]!, (bool)body["algorithm-available"]!, (bool)body["source-data-available"]!));
    }

    [Fact]
    public async Task Inputs_that_cannot_be_read_are_said_not_to_be_available()
    {
        const string Other = "lcmap-pyccd:1.4.0rc1";
        await server.GetAsync($"/algorithm/{Other}", method: "PUT", body: """{"enabled":true,"inputs_url_template":"nonsense"}""");

        var (status, body) = await server.GetAsync($"/results/{Other}/123/456");

        Assert.Equal((422, true, false), (status, (bool)body!["algorithm-available"]!, (bool)body["source-data-available"]!));
    }

    [Fact]
    public async Task A_job_that_fails_is_told_in_the_counts_and_not_tried_again_but_by_refresh_or_another_point()
    {
        var chip = server.NextChip();
        server.Process.Fail(chip, "There are no observations of the chip.");
        await server.GetAsync(LcmapServer.PathOf(chip));
        var counts = await server.CountsAsync(chip, counts => (int)counts["problems"]! == 1);
        Assert.Equal("There are no observations of the chip.", (string?)counts["errors"]![0]!["problem"]);
        server.Process.Fail(chip, reason: null);

        var (repeated, _) = await server.GetAsync(LcmapServer.PathOf(chip));
        await server.CountsAsync(chip, counts => (int)counts["running"]! + (int)counts["queued"]! == 0);
        var runs = server.Process.Runs(chip);
        var (refreshed, _) = await server.GetAsync(LcmapServer.PathOf(chip) + "?refresh=true");
        await server.ComputeAsync(chip);

        Assert.Equal((202, 0, 202, 1), (repeated, runs, refreshed, server.Process.Runs(chip)));
    }

    [Theory]
    [InlineData("/results/a/1.5/2", 404)]
    [InlineData("/results/a/x/2", 404)]
    [InlineData("/results/a/1-2/2", 400)]
    [InlineData("/results/a/99999999999/2", 400)]
    [InlineData("/results/1/2", 404)]
    [InlineData("/results/", 404)]
    [InlineData("/results/a/chip?x=1", 400)]
    [InlineData("/results/a/tile?x=1&y=b", 400)]
    [InlineData("/elsewhere", 404)]
    public async Task What_names_nothing_is_said_so(string path, int expected)
    {
        var (status, body) = await server.GetAsync(path);

        Assert.Equal(expected, status);
        Assert.NotEmpty((string)body!);
    }

    [Fact]
    public async Task Who_may_read_sees_results_but_starts_nothing_and_nobody_else_sees_any()
    {
        var chip = server.NextChip();
        var (before, _) = await server.GetAsync(LcmapServer.PathOf(chip), "reader");
        await server.ComputeAsync(chip);
        var (after, _) = await server.GetAsync(LcmapServer.PathOf(chip), "reader");
        var (refresh, _) = await server.GetAsync(LcmapServer.PathOf(chip) + "?refresh=true", "reader");
        var (nobody, _) = await server.GetAsync(LcmapServer.PathOf(chip), owner: null);

        Assert.Equal((403, 200, 403, 401), (before, after, refresh, nobody));
    }

    [Theory]
    [InlineData("text/html", "text/html; charset=utf-8")]
    [InlineData("text/html,application/json;q=0.5", "text/html; charset=utf-8")]
    [InlineData("application/json,text/html", "application/json")]
    [InlineData("application/xml", "application/json")]
    [InlineData(null, "application/json")]
    public async Task Who_asks_for_a_page_gets_one_and_all_others_json(string? accept, string expected)
    {
        var (response, _) = await server.SendAsync("/algorithms", accept: accept);

        Assert.Equal(expected, response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task A_fault_of_the_server_has_class_cause_and_message_and_tells_nothing_of_its_inside()
    {
        var (status, body) = await server.GetAsync("/broken");

        Assert.Equal(500, status);
        Assert.Equal(["class", "cause", "message"], body!.AsObject().Select(member => member.Key));
        Assert.DoesNotContain("secret", body.ToJsonString(), StringComparison.Ordinal);
    }
}
