using Graticule.Server.Dialects.OgcProcesses;

namespace Graticule.Tests.Server.Dialects.OgcProcesses;

/// <summary>The readers of Accept and Prefer by themselves.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData("", "text/html", 1)]
    [InlineData("text/html", "text/html", 1)]
    [InlineData("text/html", "application/json", 0)]
    [InlineData("TEXT/HTML; q=0.25", "text/html", 0.25)]
    [InlineData("text/*;q=0.5, text/html;q=0.75, */*;q=0.125", "text/html", 0.75)]
    [InlineData("text/*;q=0.5, text/html;q=0.75, */*;q=0.125", "text/plain", 0.5)]
    [InlineData("text/*;q=0.5, text/html;q=0.75, */*;q=0.125", "image/png", 0.125)]
    [InlineData("*/*, text/html;q=0", "text/html", 0)]
    [InlineData("image/tiff", "image/tiff; application=geotiff", 1)]
    [InlineData("image/tiff;application=geotiff;q=0.5", "image/tiff", 0.5)]
    [InlineData("text/html;q=many", "text/html", 1)]
    [InlineData("text/html;q=7", "text/html", 1)]
    public void A_media_type_has_the_weight_of_the_range_that_names_it_best(string header, string mediaType, double weight) =>
        Assert.Equal(weight, new AcceptHeader(header).Weigh(mediaType));

    [Fact]
    public void The_best_is_the_first_among_equals_and_nothing_is_nothing()
    {
        Assert.Equal("a/b", new AcceptHeader("*/*").Best("a/b", "c/d"));
        Assert.Equal("c/d", new AcceptHeader("a/b;q=0.5, c/d").Best("a/b", "c/d"));
        Assert.Null(new AcceptHeader("e/f").Best("a/b", "c/d"));
    }

    [Theory]
    [InlineData("respond-async", true, null, "None")]
    [InlineData("RESPOND-ASYNC , Wait = 10", true, 10, "None")]
    [InlineData("wait=\"5\";return=minimal", false, 5, "Minimal")]
    [InlineData("return=Representation", false, null, "Representation")]
    [InlineData("return=none-of-these", false, null, "None")]
    [InlineData("return=2, return", false, null, "None")]
    [InlineData("wait=soon, wait=-1, wait=99999999999999", false, null, "None")]
    [InlineData(";,=, ;;", false, null, "None")]
    [InlineData("", false, null, "None")]
    public void Preferences_are_read_with_tolerance(string header, bool isAsync, int? wait, string form)
    {
        var read = Preferences.Read(header);

        Assert.Equal((isAsync, wait, form), (read.RespondAsync, (int?)read.Wait?.TotalSeconds, read.Return.ToString()));
    }
}
