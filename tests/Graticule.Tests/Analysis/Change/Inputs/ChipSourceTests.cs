using Graticule.Analysis.Change.Inputs;
using Graticule.Jobs;

namespace Graticule.Tests.Analysis.Change.Inputs;

public sealed class ChipSourceTests
{
    [Fact]
    public void Layers_and_the_interval_are_read_out_of_an_address()
    {
        var source = ChipSource.Parse("http://host:5656/ard/chips?x=1&y=2&acquired=1982-01-01/2018-01-01&ubid=LC08_SRB2&ubid=LANDSAT_4%2FTM%2FSRB1");

        Assert.Equal("http://host:5656/ard/chips", source.Service!.AbsoluteUri);
        Assert.Equal(["LC08_SRB2", "LANDSAT_4/TM/SRB1"], source.Ubids);
        Assert.Equal((new(1982, 1, 1), new DateOnly(2018, 1, 1)), (source.From, source.To!.Value));
    }

    [Fact]
    public void An_address_without_host_means_registered_files() => Assert.Null(ChipSource.Parse("/lcmap/chips?acquired=1982/2018").Service);

    [Theory]
    [InlineData("1982-01-01T00:00:00Z/2018-01-01T12:00:00Z", "1982-01-01", "2018-01-02")]
    [InlineData("1982-01-01T06:00:00Z/2018-01-01", "1982-01-02", "2018-01-01")]
    [InlineData("1982/2018", "1982-01-01", "2018-01-01")]
    public void Edges_within_a_day_stand_for_the_next_midnight(string acquired, string from, string to) => Assert.Equal(
        (DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)),
        ChipSource.Interval(acquired) is var (first, end) ? (first, end!.Value) : default);

    [Theory]
    [InlineData("ftp://host/chips")]
    [InlineData("chips?x=1")]
    [InlineData("//host/chips")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://host/chips?acquired=1982-01-01")]
    public void Other_texts_are_refused(string text) => Assert.Throws<ProblemException>(() => ChipSource.Parse(text));
}
