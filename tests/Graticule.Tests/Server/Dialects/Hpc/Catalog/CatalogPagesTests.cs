using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Graticule.Tests.Server.Dialects.Hpc.Catalog;

/// <summary>What clients read before they make a job.</summary>
[Collection(HpcServerCollection.Name)]
public sealed class CatalogPagesTests(HpcServer server)
{
    [Fact]
    public async Task Following_next_gives_every_core_type_once()
    {
        List<JsonNode> found = [];
        var path = "/api/v2/coretypes/";
        var first = await server.GetJsonAsync(path);
        while (path is not null)
        {
            var page = await server.GetJsonAsync(path);
            found.AddRange(page["results"]!.AsArray().Select(row => row!));
            Assert.True(page.AsObject().ContainsKey("next"));
            path = ((string?)page["next"])?[server.Address.Length..];
        }

        Assert.True((int)first["count"]! > first["results"]!.AsArray().Count);
        Assert.Equal((int)first["count"]!, found.Count);
        Assert.Equal(found.Count, found.Select(row => (string?)row["code"]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(found, row =>
        {
            Assert.NotEmpty(row["cores"]!.AsArray());
            Assert.NotEmpty((string)row["processorInfo"]!);
            Assert.NotEmpty(row["categoryCodes"]!.AsArray());
        });
        var granite = found.Single(row => (string?)row["code"] == "granite");
        Assert.Contains("general", granite["categoryCodes"]!.AsArray().Select(code => (string?)code));
        Assert.Equal(2, (int)granite["cores"]![0]!);
    }

    [Fact]
    public async Task A_link_carries_every_filter_and_the_form_that_is_asked()
    {
        var page = await server.GetJsonAsync("/api/v2/coretypes?isActive=True&page_size=2&search=a%26b&page=2");
        Assert.Equal($"{server.Address}/api/v2/coretypes/?isActive=True&page_size=2&search=a%26b&page=3", (string?)page["next"]);
        Assert.Equal($"{server.Address}/api/v2/coretypes/?isActive=True&page_size=2&search=a%26b", (string?)page["previous"]);
    }

    [Fact]
    public async Task Links_lead_where_a_proxy_says_that_the_caller_is()
    {
        var (_, text) = await server.SendAsync(
            "/api/v2/coretypes/?page_size=2", headers: ["X-Forwarded-Proto: https", "X-Forwarded-Host: hpc.example.org:8443"]);
        Assert.Equal("https://hpc.example.org:8443/api/v2/coretypes/?page_size=2&page=2", (string?)JsonNode.Parse(text)!["next"]);
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=x")]
    [InlineData("page=99")]
    [InlineData("page=2147483647&page_size=1000")]
    public async Task A_page_behind_the_last_is_404(string query)
    {
        var (response, text) = await server.SendAsync("/api/v2/coretypes/?" + query);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("""{"detail":"Invalid page."}""", text);
    }

    [Theory]
    [InlineData("page_size=9999")]
    [InlineData("page_size=99999999999")]
    public async Task A_page_size_that_is_too_large_is_brought_down(string query)
    {
        var page = await server.GetJsonAsync("/api/v2/coretypes/?" + query);
        Assert.Null(page["next"]);
        Assert.Equal((int)page["count"]!, page["results"]!.AsArray().Count);
    }

    [Fact]
    public async Task Prices_are_a_bare_list_with_one_that_the_notebook_takes()
    {
        var prices = (await server.GetJsonAsync("/api/v2/billing/computeprices/")).AsArray();
        Assert.Contains(prices, price =>
            (string?)price!["coreType"] == "granite" && ((string)price["planType"]!).EndsWith("on-demand", StringComparison.Ordinal) && (string?)price["os"] == "linux"
            && (bool)price["isActive"]! && decimal.Parse((string)price["value"]!["amount"]!, CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task Analyses_have_versions_and_those_that_scripts_name()
    {
        var analyses = (await server.GetJsonAsync("/api/v2/analyses/?page_size=100"))["results"]!.AsArray();
        Assert.All(analyses, analysis => Assert.NotEmpty(analysis!["versions"]!.AsArray()));
        Assert.Contains(analyses, analysis => (string?)analysis!["code"] == "miniconda" && (string?)analysis["versions"]![0]!["versionCode"] == "4.8.4");
        Assert.Contains(analyses, analysis => (string?)analysis!["code"] == "user_included" && (string?)analysis["versions"]![0]!["versionCode"] == "0");
    }

    [Fact]
    public async Task Version_3_leaves_out_what_it_does_not_have()
    {
        Assert.False((await server.GetJsonAsync("/api/v3/coretypes/"))["results"]![0]!.AsObject().ContainsKey("price"));
        Assert.True((await server.GetJsonAsync("/api/v2/coretypes/"))["results"]![0]!.AsObject().ContainsKey("price"));
        Assert.Equal(6, ((string)(await server.GetJsonAsync("/api/v3/users/me/folders/"))["myJobs"]!).Length);
        var (response, _) = await server.SendAsync("/api/v2/users/me/folders/");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task There_are_no_storage_devices_and_that_is_said()
    {
        Assert.Equal(0, (int)(await server.GetJsonAsync("/api/v2/storage-devices/"))["count"]!);
        var (response, text) = await server.SendAsync("/api/v2/storage-devices/", method: "POST", body: """{"name": "disk", "storage_size": 100}""");
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("no storage devices", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3/credentials/", "files/contents/")]
    [InlineData("v3/files/", "files/contents/")]
    [InlineData("v2/clusters/abcdef/remote_viz_hardware_settings/password/", "no remote desktops")]
    public async Task What_cannot_be_had_is_refused_with_the_reason(string path, string reason)
    {
        var (response, text) = await server.SendAsync("/api/" + path, method: "POST", body: "{}");
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains(reason, (string)JsonNode.Parse(text)!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.SendAsync("/api/" + path, owner: null, method: "POST", body: "{}")).Response.StatusCode);
    }

    [Fact]
    public async Task An_estimate_is_price_times_cores_times_wall_time()
    {
        var coreType = server.Parts.Configuration.FindCoreType("granite")!;
        var (response, text) = await server.SendAsync(
            "/api/v2/billing/estimate/", method: "POST",
            body: """{"jobanalyses": [{"hardware": {"core_type": "granite", "cores_per_slot": "2", "slots": 3, "walltime": 2}}], "project_id": "default"}""");
        Assert.True(response.IsSuccessStatusCode, text);
        var estimate = JsonNode.Parse(text)!;
        Assert.Equal(6, (int)estimate["cores"]!);
        Assert.Equal(coreType.Price * 12, (decimal)estimate["maximumCost"]!);
        Assert.True((bool)estimate["isAffordable"]!);
    }

    [Fact]
    public async Task An_estimate_of_a_size_that_there_is_not_names_those_that_there_are()
    {
        var (response, text) = await server.SendAsync(
            "/api/v2/billing/estimate/", method: "POST", body: """{"jobanalyses": [{"hardware": {"coreType": {"code": "granite"}, "coresPerSlot": 1}}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("2", (string)JsonNode.Parse(text)!["jobanalyses"]![0]!["hardware"]!["coresPerSlot"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_has_a_bill_for_its_users_and_nobody_elses()
    {
        var bill = await server.GetJsonAsync("/api/v2/organizations/local/workspaces/local/billing/?startYear=2023&startMonth=1&endYear=2030&endMonth=12");
        Assert.Equal(0, (int)bill["jobs"]!);
        Assert.Equal("2023-01 to 2030-12", (string?)bill["label"]);
        var (response, _) = await server.SendAsync("/api/v2/organizations/other/workspaces/local/billing/");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        (response, var text) = await server.SendAsync("/api/v2/organizations/local/workspaces/local/billing/?startMonth=13");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("startMonth", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_read_may_ask_for_an_estimate_but_not_for_a_disk()
    {
        var (response, _) = await server.SendAsync("/api/v2/storage-devices/", "reader", "POST", "{}");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        (response, _) = await server.SendAsync(
            "/api/v2/billing/estimate/", "reader", "POST", """{"jobanalyses": [{"hardware": {"coreType": "granite"}}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
