namespace Graticule.Tests.Server.Dialects.Lcmap;

[Collection(LcmapServerCollection.Name)]
public sealed class AlgorithmPagesTests(LcmapServer server)
{
    [Fact]
    public async Task An_algorithm_with_slashes_and_colons_is_registered_and_shown()
    {
        const string Name = "some/group/lcmap-pyccd:2017.6.8";
        var (put, stored) = await server.GetAsync($"/algorithm/{Name}", method: "PUT", body: """{"enabled":true,"inputs_url_template":"http://host/landsat/chips?x={{x}}"}""");
        var (got, shown) = await server.GetAsync("/algorithm/some%2Fgroup%2Flcmap-pyccd%3A2017.6.8");
        var (_, list) = await server.GetAsync("/algorithms");

        Assert.Equal((202, 200), (put, got));
        Assert.Equal($$$"""{"algorithm":"{{{Name}}}","enabled":true,"inputs_url_template":"http://host/landsat/chips?x={{x}}"}""", stored!.ToJsonString());
        Assert.Equal(stored.ToJsonString(), shown!.ToJsonString());
        Assert.Contains(list!.AsArray(), algorithm => (string?)algorithm!["algorithm"] == Name);
    }

    [Fact]
    public async Task An_algorithm_that_is_not_there_is_told_as_a_text()
    {
        var (status, body) = await server.GetAsync("/algorithm/lcmap-pyccd:0.0");

        Assert.Equal((404, "lcmap-pyccd:0.0 not found."), (status, (string?)body));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"enabled":true}""")]
    [InlineData("""{"inputs_url_template":"x"}""")]
    [InlineData("""{"enabled":"true","inputs_url_template":"x"}""")]
    [InlineData("""{"enabled":true,"inputs_url_template":7}""")]
    [InlineData("""{"enabled":true,"inputs_url_template":"x","more":1}""")]
    [InlineData("""{"enabled":null,"inputs_url_template":"x"}""")]
    [InlineData("""{"enabled":true,"inputs_url_template":"x","inputs-url-template":"y"}""")]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("{")]
    [InlineData("")]
    public async Task A_body_that_is_none_is_refused_and_nothing_is_stored(string body)
    {
        var (status, reason) = await server.GetAsync("/algorithm/refused", method: "PUT", body: body);
        var (after, _) = await server.GetAsync("/algorithm/refused");

        Assert.Equal((403, 404), (status, after));
        Assert.NotEmpty((string)reason!);
    }

    [Fact]
    public async Task Registering_takes_more_than_reading()
    {
        var (status, _) = await server.GetAsync("/algorithm/mine", "reader", "PUT", """{"enabled":true,"inputs_url_template":"x"}""");

        Assert.Equal(403, status);
    }

    [Theory]
    [InlineData("", "POST", "GET")]
    [InlineData("", "DELETE", "GET")]
    [InlineData("/algorithms", "PUT", "GET")]
    [InlineData("/algorithm/x", "DELETE", "GET, PUT")]
    [InlineData("/results/x/1/2", "DELETE", "GET, POST")]
    [InlineData("/results/x/1/2", "POST", "GET")]
    public async Task Other_methods_are_refused_with_those_that_there_are(string path, string method, string allowed)
    {
        var (response, _) = await server.SendAsync(path, method: method);

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task The_root_says_nothing()
    {
        var (status, body) = await server.GetAsync("");

        Assert.Equal(200, status);
        Assert.Null(body);
    }

    [Fact]
    public async Task Health_has_three_parts_without_a_key()
    {
        var (status, body) = await server.GetAsync("/health", owner: null);

        Assert.Equal(200, status);
        Assert.Equal(["db", "event", "search"], body!.AsObject().Select(member => member.Key));
        Assert.All(body.AsObject(), part => Assert.Equal(["message", "healthy", "error"], part.Value!.AsObject().Select(member => member.Key)));
        Assert.All(body.AsObject(), part => Assert.True((bool)part.Value!["healthy"]!));
    }
}
