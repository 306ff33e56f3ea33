using Graticule.Server.Dialects.Lcmap;

namespace Graticule.Tests.Server.Dialects.Lcmap;

public sealed class InputsTemplateTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal) { ["x"] = "-585", ["y"] = "2805", ["algorithm"] = "lcmap-pyccd:2018.10.17", ["refresh"] = "true" };

    [Theory]
    [InlineData("http://host/landsat/chips?x={{x}}&y={{y}}&acquired=1980-01-01/2017-01-01", "http://host/landsat/chips?x=-585&y=2805&acquired=1980-01-01/2017-01-01")]
    [InlineData("{{ x }}|{{{y}}}|{{&algorithm}}|{{refresh}}", "-585|2805|lcmap-pyccd:2018.10.17|true")]
    [InlineData("{{unknown}}{x}", "{x}")]
    [InlineData("{{x", "{{x")]
    [InlineData("", "")]
    public void Variables_are_replaced_and_those_that_are_not_known_are_empty(string template, string expected) => Assert.Equal(expected, InputsTemplate.Render(template, Values));
}
