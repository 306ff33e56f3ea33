using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Server.Dialects.Cdms;

namespace Graticule.Tests.Server.Dialects.Cdms;

public sealed class PythonJsonTests
{
    [Fact]
    public void Objects_and_lists_are_laid_out_as_dumps_lays_them_out()
    {
        var node = JsonNode.Parse("""{"a": [1, 2.50, {"b": null}], "c": {}, "d": [], "e": true, "f": 1e-7, "g": 86400}""");

        Assert.Equal(
            """
            {
                "a": [
                    1,
                    2.5,
                    {
                        "b": null
                    }
                ],
                "c": {},
                "d": [],
                "e": true,
                "f": 1e-07,
                "g": 86400
            }
            """.ReplaceLineEndings("\n"),
            Encoding.ASCII.GetString(PythonJson.Bytes(node)));
    }

    [Theory]
    [InlineData("plain ~ /", "\"plain ~ /\"")]
    [InlineData("\"\\", "\"\\\"\\\\\"")]
    [InlineData("\n\r\t\b\f\u0001\u001f\u007f", "\"\\n\\r\\t\\b\\f\\u0001\\u001f\u007f\"")]
    [InlineData("é", "\"\\u00e9\"")]
    [InlineData("🌊", "\"\\ud83c\\udf0a\"")]
    [InlineData("<&'>", "\"<&'>\"")]
    [InlineData("", "\"\"")]
    public void Texts_are_ascii(string text, string expected) => Assert.Equal(expected, Encoding.UTF8.GetString(PythonJson.Bytes(text)));

    [Fact]
    public void Numbers_made_in_the_program_keep_their_kind()
    {
        JsonArray numbers = [1L, 2, 3.0, 1e300, 4.5f];

        Assert.Equal("[\n 1,\n 2,\n 3.0,\n 1e+300,\n 4.5\n]", Encoding.ASCII.GetString(PythonJson.Bytes(numbers, indent: 1)));
    }

    [Fact]
    public void What_json_has_no_word_for_is_null()
    {
        ArrayBufferWriter<byte> buffer = new();
        var json = new PythonJson(buffer);
        json.BeginArray();
        json.Float(double.NaN);
        json.Float(double.PositiveInfinity);
        json.Float(null);
        json.EndArray();

        Assert.Equal("[\n    null,\n    null,\n    null\n]", Encoding.ASCII.GetString(buffer.WrittenSpan));
    }
}
