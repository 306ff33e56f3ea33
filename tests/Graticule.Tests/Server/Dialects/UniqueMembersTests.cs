using System.Text;
using System.Text.Json;
using Graticule.Server.Dialects;

namespace Graticule.Tests.Server.Dialects;

public sealed class UniqueMembersTests
{
    [Theory]
    [InlineData("""{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}""")]
    [InlineData("""[1, "a", "a", null]""")]
    [InlineData("""{"a": {"b": 1}, "c": {"b": 1}}""")]
    public void Members_of_different_objects_may_have_one_name(string text) =>
        Assert.Null(Record.Exception(() => UniqueMembers.Require(Encoding.UTF8.GetBytes(text), 8)));

    [Theory]
    [InlineData("""{"a": 1, "a": 2}""")]
    [InlineData("""{"x": [{"a": 1, "b": {}, "a": 2}]}""")]
    [InlineData("""{"a": 1, "\u0061": 2}""")]
    public void A_member_that_is_there_twice_is_named(string text)
    {
        var fault = Assert.ThrowsAny<JsonException>(() => UniqueMembers.Require(Encoding.UTF8.GetBytes(text), 8));

        Assert.Contains("'a'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a": """)]
    [InlineData("[[[[[1]]]]]")]
    public void What_is_no_json_or_too_deep_is_refused(string text) =>
        Assert.ThrowsAny<JsonException>(() => UniqueMembers.Require(Encoding.UTF8.GetBytes(text), 4));
}
