using System.Net;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>Part 3: processes as inputs of processes.</summary>
[Collection(OgcServerCollection.Name)]
public sealed class NestedProcessTests(OgcServer server)
{
    [Fact]
    public async Task A_value_comes_out_of_another_process_and_that_one_s_out_of_a_third()
    {
        var inner = Call(server.Api + "/processes/echo", """{"a": "deep"}""");
        var middle = Call("echo", Inputs("a", inner));

        var response = await server.PostAsync("/processes/echo/execution", Request("a", middle, """ "d": [1, 2]"""));
        var results = await OgcServer.JsonAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("deep", (string)results["a"]!);
        Assert.Equal("[1,2]", results["d"]!.ToJsonString());
    }

    [Fact]
    public async Task Files_pass_from_process_to_process_and_a_list_makes_several_values()
    {
        const string Text = """{"value": "12345", "mediaType": "text/plain"}""";
        const string Tiles = """{"process": "pictures", "inputs": {"tiles": 3}, "outputs": {"tiles": {}}}""";

        var id = await server.RunAsync("sizes", Request("files", $"[{Tiles}, {Text}]"));

        var length = OgcTestProcesses.Picture.Length;
        Assert.Equal($"[{length},5,{length},{length}]", (await server.GetJsonAsync($"/jobs/{id}/results")).ToJsonString());
    }

    [Fact]
    public async Task Inline_files_of_a_nested_process_reach_it()
    {
        const string Sizes = """{"process": "sizes", "inputs": {"files": {"value": "1234567", "mediaType": "text/plain"}}}""";

        var id = await server.RunAsync("echo", Request("d", Sizes, """ "a": "x" """));

        Assert.Equal("[7]", (await server.GetJsonAsync($"/jobs/{id}/results"))["d"]!.ToJsonString());
    }

    [Fact]
    public async Task A_definition_shows_the_nested_process_again()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": {"process": "echo", "inputs": {"a": "x"}, "outputs": {"a": {}}}}}""");

        var nested = (await server.GetJsonAsync($"/jobs/{id}/definition"))["inputs"]!["a"]!;

        Assert.Equal($"{server.Api}/processes/echo", (string)nested["process"]!);
        Assert.Equal("x", (string)nested["inputs"]!["a"]!);
    }

    [Theory]
    [InlineData("""{"process": "nothing", "inputs": {}}""", "/inputs/a/process")]
    [InlineData("""{"process": "http://elsewhere.example/processes/echo"}""", "/inputs/a/process")]
    [InlineData("""{"process": "echo", "inputs": {"a": 5}, "outputs": {"a": {}}}""", "/inputs/a/inputs/a")]
    [InlineData("""{"process": "echo", "inputs": {"a": "x"}}""", "/inputs/a/outputs")]
    [InlineData("""{"process": "echo", "inputs": {"a": "x"}, "outputs": {"z": {}}}""", "/inputs/a/outputs/z")]
    [InlineData("""{"process": "pictures", "outputs": {"picture": {}}}""", "/inputs/a")]
    [InlineData("""{"process": "echo", "inputs": {"a": {"process": "echo", "inputs": {}, "outputs": {"a": {}}}}, "outputs": {"a": {}}}""", "/inputs/a/inputs/a/inputs/a")]
    public async Task What_is_wrong_inside_is_told_with_its_place(string nested, string pointer)
    {
        var response = await server.PostAsync("/processes/echo/execution", Request("a", nested));
        var problem = await OgcServer.JsonAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(pointer, problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_that_is_too_deep_is_refused()
    {
        var nested = "\"x\"";
        for (var depth = 0; depth < 10; depth++)
        {
            nested = Call("echo", Inputs("a", nested));
        }

        var response = await server.PostAsync("/processes/echo/execution", Request("a", nested));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("8 levels", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nested_failure_names_its_process()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": {"process": "failing", "inputs": {"kind": "ProcessFailed"}}}}""");

        var status = await server.GetJsonAsync($"/jobs/{id}");

        Assert.Equal("failed", (string)status["status"]!);
        Assert.Contains("'failing'", (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_fails_the_job_with_its_place()
    {
        var id = await server.RunAsync("echo", """{"inputs": {"a": "x", "d": {"process": "echo", "inputs": {"a": "no list"}, "outputs": {"a": {}}}}}""");

        var status = await server.GetJsonAsync($"/jobs/{id}");

        Assert.Equal("failed", (string)status["status"]!);
        Assert.Contains("\"/inputs/d\"", status["exception"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static string Call(string process, string inputs) =>
        "{\"process\": \"" + process + "\", \"inputs\": " + inputs + ", \"outputs\": {\"a\": {}}}";

    private static string Inputs(string name, string value, string more = "") =>
        "{\"" + name + "\": " + value + (more.Length > 0 ? "," + more : "") + "}";

    private static string Request(string name, string value, string more = "") => "{\"inputs\": " + Inputs(name, value, more) + "}";
}
