using System.Text.Json.Nodes;

namespace Graticule.Tests.Analysis.Graphs.Conformance;

public sealed class Json5Tests
{
    [Fact]
    public void What_json5_adds_to_json_is_read()
    {
        var read = Json5.Parse(
            """
            // a comment
            {
              bare: 'it\'s', "quoted": "\u00e4\n", /* another */ $ref_1: [1, -2.5e3, +.5, 0xFF, 5.,],
              none: null, yes: true, nested: {a: {},},
            }
            """)!;

        Assert.Equal("it's", (string?)read["bare"]);
        Assert.Equal("ä\n", (string?)read["quoted"]);
        Assert.Equal([1, -2500, 0.5, 255, 5], read["$ref_1"]!.AsArray().Select(item => (double)item!));
        Assert.Null(read["none"]);
        Assert.True((bool)read["yes"]!);
        Assert.Empty((JsonObject)read["nested"]!["a"]!);
    }

    [Theory]
    [InlineData("NaN", double.NaN)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public void Numbers_beyond_json_are_read(string text, double number) => Assert.Equal(number, (double)Json5.Parse(text)!);

    [Theory]
    [InlineData("{a 1}")]
    [InlineData("[1 2]")]
    [InlineData("'open")]
    [InlineData("1 2")]
    [InlineData("maybe")]
    public void What_is_not_json5_is_refused(string text) => Assert.Throws<FormatException>(() => Json5.Parse(text));
}
