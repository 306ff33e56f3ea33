using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Cwl;

namespace Graticule.Tests.Analysis.Packages.Cwl;

public sealed class CwlReaderTests
{
    [Theory]
    [InlineData("1.10", "1.10")]
    [InlineData("0.3.0", "\"0.3.0\"")]
    [InlineData("v1.2", "\"v1.2\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("null", "null")]
    [InlineData("'null'", "\"null\"")]
    [InlineData("\"7\"", "\"7\"")]
    [InlineData("7", "7")]
    [InlineData("+7", "7")]
    [InlineData("-0.5", "-0.5")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("007", "7")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1e3", "1e3")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("2024-05-01", "\"2024-05-01\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("-", "\"-\"")]
    [InlineData("!!str 7", "\"7\"")]
    [InlineData("!!int '7'", "7")]
    [InlineData("[a, 1, ]", "[\"a\",1]")]
    [InlineData("- --flag", "[\"--flag\"]")]
    public void A_scalar_has_the_type_of_the_core_schema(string text, string expected)
    {
        if (text is "-")
        {
            text = "'-'";
        }

        var value = Read(text.StartsWith("- ", StringComparison.Ordinal) ? $"k:\n{text}" : $"k: {text}", out var faults)!["k"];

        Assert.Empty(faults);
        Assert.Equal(expected, value?.ToJsonString() ?? "null");
    }

    [Fact]
    public void Comments_shebangs_blocks_and_anchors_are_read()
    {
        var read = Read("#!/usr/bin/env cwl-runner\n%YAML 1.2\n---\na: &x {b: 1}\nc: *x\nd: |\n  one\n  two\ne: >-\n  one\n  two\nf:\n  <<: *x\n  g: 2\n", out var faults);

        Assert.Empty(faults);
        Assert.Equal("""{"a":{"b":1},"c":{"b":1},"d":"one\ntwo\n","e":"one two","f":{"g":2,"b":1}}""", read!.ToJsonString());
    }

    [Fact]
    public void Every_duplicate_key_is_named_with_its_place()
    {
        Read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", out var faults);

        Assert.Equal(["Line 4, column 3: The key 'c' stands twice in the same map.", "Line 5, column 1: The key 'a' stands twice in the same map."], faults);
    }

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}", "application/cwl+json", "not JSON")]
    [InlineData("{\"a\": 1, \"a\": 2}", "application/cwl", "not JSON")]
    [InlineData("{\"a\": }", "application/cwl+json", "not JSON")]
    [InlineData("a: [1, 2", "application/cwl", "Line 2, column 1")]
    [InlineData("a: 1\n---\nb: 2", "application/cwl", "second YAML document")]
    [InlineData("a: *b", "application/cwl", "no finished anchor '&b'")]
    [InlineData("a: &a [*a]", "application/cwl", "no finished anchor '&a'")]
    [InlineData("a: .inf", "application/cwl", "no number")]
    [InlineData("a: !python/object x", "application/cwl", "tag")]
    [InlineData("? [a]\n: b", "application/cwl", "key must be a text")]
    [InlineData("", "application/cwl", "empty")]
    [InlineData("just a text", "application/cwl", "single value")]
    [InlineData("a: \"\\q\"", "application/cwl", "not YAML")]
    public void What_cannot_be_read_is_said(string text, string mediaType, string expected)
    {
        var faults = new CwlFaults(10);

        CwlReader.Read(Encoding.UTF8.GetBytes(text), mediaType, CwlLimits.Default, faults);

        Assert.Contains(expected, Assert.Single(faults.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_not_UTF8_is_refused()
    {
        var faults = new CwlFaults(10);

        Assert.Null(CwlReader.Read(new byte[] { 0x61, 0x3a, 0x20, 0xff, 0xfe }, "application/cwl", CwlLimits.Default, faults));
        Assert.Contains("UTF-8", Assert.Single(faults.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_text_cannot_become_a_large_tree()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 30; level++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        Assert.Null(Read(bomb.ToString(), out var faults));
        Assert.Contains("more than 200000 values", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Merging_maps_again_and_again_is_bounded_too()
    {
        var bomb = new StringBuilder("m0: &m0 {" + string.Join(", ", Enumerable.Range(0, 500).Select(key => $"k{key}: 1")) + "}\n");
        for (var level = 1; level < 2000; level++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"m{level}: &m{level}\n  <<: *m{level - 1}\n");
        }

        Assert.Null(Read(bomb.ToString(), out var faults));
        Assert.Contains("more than 200000 values", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "application/cwl")]
    [InlineData("{a: ", "application/cwl")]
    [InlineData("[", "application/json")]
    [InlineData("{\"a\": ", "application/cwl")]
    public void Deep_nesting_is_refused(string open, string mediaType)
    {
        var faults = new CwlFaults(10);

        Assert.Null(CwlReader.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, 100_000))), mediaType, CwlLimits.Default, faults));
        Assert.Single(faults.Faults);
    }

    [Fact]
    public void A_large_text_is_refused_by_its_size()
    {
        var faults = new CwlFaults(10);

        Assert.Null(CwlReader.Read(new byte[(2 << 20) + 1], "application/cwl", CwlLimits.Default, faults));
        Assert.Contains("2097153 bytes", Assert.Single(faults.Faults).Message, StringComparison.Ordinal);
    }

    private static JsonNode? Read(string text, out IReadOnlyList<string> messages)
    {
        var faults = new CwlFaults(10);
        var read = CwlReader.Read(Encoding.UTF8.GetBytes(text), "application/cwl+yaml", CwlLimits.Default, faults);
        messages = [.. faults.Faults.Select(fault => fault.Message)];
        return read;
    }
}
