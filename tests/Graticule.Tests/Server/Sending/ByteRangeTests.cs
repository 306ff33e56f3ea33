using Graticule.Server.Sending;

namespace Graticule.Tests.Server.Sending;

public sealed class ByteRangeTests
{
    [Theory]
    [InlineData("bytes=0-9", "0-9")]
    [InlineData("bytes=0-99", "0-99")]
    [InlineData("bytes=0-100", "0-99")]
    [InlineData("bytes=90-99999999999999999999999", "90-99")]
    [InlineData("Bytes=5-", "5-99")]
    [InlineData("bytes=-1", "99-99")]
    [InlineData("bytes=-500", "0-99")]
    [InlineData("bytes= 1-2 , 4-4 ,", "1-2,4-4")]
    [InlineData("bytes=100-,3-4", "3-4")]
    [InlineData("bytes=100-200", "")]
    [InlineData("bytes=-0", "")]
    [InlineData("bytes=4-3", null)]
    [InlineData("bytes=a-b", null)]
    [InlineData("bytes=-", null)]
    [InlineData("bytes=", null)]
    [InlineData("bytes=+1-2", null)]
    [InlineData("lines=0-1", null)]
    [InlineData("bytes=0-99,0-99", null)]
    [InlineData(null, null)]
    public void A_range_of_a_hundred_bytes_is_read_as_the_standard_says(string? header, string? ranges) =>
        Assert.Equal(ranges, ByteRange.Read(header, 100) is { } found ? string.Join(',', found.Select(range => $"{range.First}-{range.Last}")) : null);

    [Fact]
    public void Of_nothing_there_are_no_parts() => Assert.Null(ByteRange.Read("bytes=0-1", 0));

    [Fact]
    public void Very_many_ranges_are_the_whole() => Assert.Null(ByteRange.Read("bytes=" + string.Join(',', Enumerable.Repeat("0-0", 101)), 1000));
}
