using Graticule.Jobs;
using Graticule.Jobs.Files.Library;

namespace Graticule.Tests.Jobs.Files.Library;

public sealed class WireNamesTests
{
    [Theory]
    [InlineData("input.dat", "input.dat")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\data\\in.txt", "in.txt")]
    [InlineData("-base64", "-base64")]
    [InlineData("a\r\nX-Evil: 1", "aX-Evil: 1")]
    [InlineData("a\0b", "ab")]
    [InlineData(" ä€😀 .tif ", "ä€😀 .tif")]
    [InlineData("half\ud83d.txt", "half.txt")]
    public void The_name_of_a_file_is_what_is_behind_the_last_slash(string wire, string name) => Assert.Equal(name, WireNames.BaseName(wire));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("dir/")]
    [InlineData("dir/..")]
    [InlineData(" \r\n")]
    public void What_is_no_name_is_refused(string wire) =>
        Assert.Equal(ProblemKind.InvalidInput, Assert.Throws<ProblemException>(() => WireNames.BaseName(wire)).Problem.Kind);

    [Fact]
    public void A_name_is_no_longer_than_file_systems_take() => Assert.Equal(new string('ä', 127), WireNames.BaseName(new string('ä', 300)));
}
