using System.Text.Json.Nodes;
using Graticule.Cli.Client;
using Graticule.Jobs;

namespace Graticule.Tests.Cli.Client;

public sealed class InputValueTests
{
    private static readonly JsonObject Description = JsonNode.Parse(
        """
        {"inputs": {
          "il": {"schema": {"oneOf": [{"type": "string", "contentEncoding": "base64", "contentMediaType": "image/tiff"}]}},
          "many": {"schema": {"type": "array", "items": {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}}},
          "exp": {"schema": {"type": "string"}},
          "ram": {"schema": {"type": "integer"}},
          "any": {"schema": {"oneOf": [{"type": "string"}, {"type": "object"}]}}
        }}
        """)!.AsObject();

    [Theory]
    [InlineData("exp", "12", "\"12\"")]
    [InlineData("exp", "http://example.org/a", "\"http://example.org/a\"")]
    [InlineData("ram", "256", "256")]
    [InlineData("ram", "much", "\"much\"")]
    [InlineData("ram", "null", "\"null\"")]
    [InlineData("any", "{\"k\": 1}", "{\"value\":{\"k\":1}}")]
    [InlineData("any", "{\"href\": \"x\"}", "{\"href\":\"x\"}")]
    [InlineData("unknown", "[1, 2]", "[1,2]")]
    [InlineData("il", "https://example.org/a.tif", "{\"href\":\"https://example.org/a.tif\"}")]
    [InlineData("many", "collections/demo/a.png", "{\"href\":\"collections/demo/a.png\"}")]
    public async Task A_typed_value_becomes_what_the_schema_wants(string input, string text, string expected)
    {
        var value = await InputValue.ReadAsync(input, text, InputSchema.Of(Description, input), _ => throw new InvalidOperationException());

        Assert.Equal(expected, value.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task A_local_file_is_uploaded_for_a_file_input_and_read_for_any_other()
    {
        var folder = Directory.CreateTempSubdirectory("graticule-");
        var path = Path.Combine(folder.FullName, "formula.tif");
        await File.WriteAllTextAsync(path, "im1b1 * 2\n");

        var uploaded = await InputValue.ReadAsync("il", $"@{path}", InputSchema.Of(Description, "il"), found => Task.FromResult($"up:{found}"));
        var read = await InputValue.ReadAsync("exp", $"@{path}", InputSchema.Of(Description, "exp"), _ => throw new InvalidOperationException());

        folder.Delete(recursive: true);
        Assert.Equal($"up:{path}", uploaded["href"]!.ToString());
        Assert.Equal("image/tiff", uploaded["type"]!.ToString());
        Assert.Equal("im1b1 * 2", read.ToString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var exception = await Assert.ThrowsAsync<ProblemException>(
            () => InputValue.ReadAsync("il", "@/no/such.tif", InputSchema.Of(Description, "il"), Task.FromResult));

        Assert.Contains("'il'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such.tif", exception.Message, StringComparison.Ordinal);
    }
}
