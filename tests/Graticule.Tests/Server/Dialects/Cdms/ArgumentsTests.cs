using Graticule.Raster.Observations;
using Graticule.Server.Dialects.Cdms;
using Microsoft.AspNetCore.Http;

namespace Graticule.Tests.Server.Dialects.Cdms;

public sealed class ArgumentsTests
{
    [Theory]
    [InlineData("?tt=12", 12)]
    [InlineData("?tt=%2B12", 12)]
    [InlineData("?tt=-3", -3)]
    [InlineData("?tt=abc", 86400)]
    [InlineData("?tt=", 86400)]
    [InlineData("?", 86400)]
    [InlineData("?tt=5&tt=7", 7)]
    [InlineData("?tt=%20%207%20", 7)]
    public async Task A_text_that_does_not_begin_with_a_number_stands_for_none(string query, int expected) =>
        Assert.Equal(expected, (await ReadAsync(query)).Integer("tt", 86400));

    [Theory]
    [InlineData("86400.5")]
    [InlineData("12x")]
    [InlineData("1e3")]
    [InlineData("99999999999")]
    public async Task A_text_that_begins_with_a_number_and_is_no_whole_one_is_refused(string text)
    {
        var arguments = await ReadAsync($"?tt={text}");

        var exception = Assert.Throws<CdmsException>(() => arguments.Integer("tt", 1));

        Assert.Equal((400, $"'tt' must be a whole number, such as 86400, not '{text}'"), (exception.Status, exception.Message));
    }

    [Theory]
    [InlineData("1e3", 1000.0)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("-5", -5.0)]
    [InlineData("x", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    public async Task Decimals_are_read_by_the_same_rule(string text, double? expected) => Assert.Equal(expected, (await ReadAsync($"?rt={text}")).Decimal("rt"));

    [Theory]
    [InlineData("10km")]
    [InlineData("1e999")]
    [InlineData("1,5")]
    public async Task A_decimal_with_something_behind_it_is_refused(string text)
    {
        var arguments = await ReadAsync($"?rt={text}");

        Assert.Equal(400, Assert.Throws<CdmsException>(() => arguments.Decimal("rt")).Status);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("t", true)]
    [InlineData("y", true)]
    [InlineData("yes", true)]
    [InlineData("True", true)]
    [InlineData("T", true)]
    [InlineData("Y", true)]
    [InlineData("Yes", true)]
    [InlineData("TRUE", false)]
    [InlineData("on", false)]
    [InlineData("false", false)]
    public async Task Nine_words_say_yes(string text, bool expected)
    {
        var arguments = await ReadAsync($"?matchOnce={text}");

        Assert.Equal(expected, arguments.Boolean("matchOnce", otherwise: !expected));
        Assert.Equal(expected, arguments.Boolean("other", expected));
    }

    [Theory]
    [InlineData("2018-04-01T00:00:00Z", 1522540800L)]
    [InlineData("2018-4-1T0:0:0Z", 1522540800L)]
    [InlineData("1522540800", 1522540800L)]
    [InlineData("-1", -1L)]
    [InlineData("2018-04-01", null)]
    [InlineData("2018-04-01T00:00:00", null)]
    [InlineData("2018-02-30T00:00:00Z", null)]
    [InlineData("1522540800.5", null)]
    [InlineData("99999999999999999999999", null)]
    public async Task Moments_are_texts_in_utc_or_seconds(string text, long? expected) => Assert.Equal(expected, (await ReadAsync($"?startTime={text}")).Moment("startTime"));

    [Theory]
    [InlineData("-140,10,-110,40", -140, 10, -110, 40)]
    [InlineData(" -140, 10 ,-110,40", -140, 10, -110, 40)]
    [InlineData("170,-10,-170,10", 170, -10, -170, 10)]
    [InlineData("170,-10,190,10", 170, -10, -170, 10)]
    [InlineData("0,-90,360,90", -180, -90, 180, 90)]
    [InlineData("200,0,220,1", -160, 0, -140, 1)]
    [InlineData("-190,0,-170,1", 170, 0, -170, 1)]
    [InlineData("-180,-95,180,95", -180, -90, 180, 90)]
    [InlineData("1,40,2,10", 1, 10, 2, 40)]
    public async Task A_box_is_west_south_east_north(string text, double west, double south, double east, double north) =>
        Assert.Equal(new LonLatBox(west, south, east, north), (await ReadAsync($"?b={text}")).Box("b"));

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1,2,3,4,5")]
    [InlineData("1,2,3,x")]
    [InlineData("1,2,3,NaN")]
    [InlineData("1,2,3,1e9")]
    [InlineData("1,2,,4")]
    [InlineData("")]
    public async Task What_has_not_four_numbers_is_no_box(string text) => Assert.Null((await ReadAsync($"?b={text}")).Box("b"));

    [Fact]
    public async Task Parameters_of_a_form_count_more_than_those_of_the_query()
    {
        DefaultHttpContext context = new();
        context.Request.Method = "POST";
        context.Request.QueryString = new("?a=1&b=2");
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Body = new MemoryStream("a=3&c=4"u8.ToArray());

        var arguments = await Arguments.ReadAsync(context.Request, default);

        Assert.Equal(("3", "2", "4", null), (arguments.Text("a"), arguments.Text("b"), arguments.Text("c"), arguments.Text("d")));
    }

    private static Task<Arguments> ReadAsync(string query)
    {
        DefaultHttpContext context = new();
        context.Request.Method = "GET";
        context.Request.QueryString = new(query);
        return Arguments.ReadAsync(context.Request, default);
    }
}
