using Graticule.Analysis.Graphs.Specs;

namespace Graticule.Tests.Analysis.Graphs.Specs;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("reduce_dimensions", "reduce_dimension")]
    [InlineData("SUBTRACT", "subtract")]
    [InlineData("subtarct", "subtract")]
    [InlineData("sbtrct", "subtract")]
    [InlineData("xy", null)]
    [InlineData("completely_else", null)]
    [InlineData("", null)]
    public void The_name_with_the_fewest_changes_is_found_if_they_are_few(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, ["add", "reduce_dimension", "subtract", "sum"]));

    [Fact]
    public void Short_lists_are_told_and_long_ones_are_not()
    {
        Assert.Equal("; there are: a, b.", NearestName.Hint("something", ["a", "b"]));
        Assert.Equal(".", NearestName.Hint("something", [.. Enumerable.Range(0, 13).Select(i => $"{i}")]));
        Assert.Equal(".", NearestName.Hint("something", []));
        Assert.Equal(".", NearestName.Hint("somethin", [.. Enumerable.Range(0, 1001).Select(i => $"something{i}")]));
    }
}
