using Graticule.Analysis.Packages.Commands;

namespace Graticule.Tests.Analysis.Packages.Commands;

public sealed class PatternTests
{
    [Theory]
    [InlineData("-name value", "-il|v")]
    [InlineData("--name=value", "--il=v")]
    [InlineData("-name __value__", "-il|v")]
    [InlineData("value", "v")]
    [InlineData(" ", "")]
    [InlineData("-filename value", "-filename|v")]
    [InlineData("-name value inputs_type_value", "-il|v|float")]
    [InlineData("-name value inputs_missing_value", "-il|v")]
    public void A_pattern_is_filled_word_by_word(string pattern, string expected) =>
        Assert.Equal(expected, string.Join('|', Pattern.Fill(pattern, "il", "v", name => name == "type" ? "float" : null)));

    [Theory]
    [InlineData("-name value value", "-il|a|b|c")]
    [InlineData("-name value", "-il|a|-il|b|-il|c")]
    [InlineData("-name value,value", "-il|a,b,c")]
    [InlineData("--name=value", "--il=a|--il=b|--il=c")]
    public void A_pattern_of_a_list_says_how_its_values_follow_each_other(string pattern, string expected) =>
        Assert.Equal(expected, string.Join('|', Pattern.FillAll(pattern, "il", ["a", "b", "c"])));

    [Fact]
    public void What_a_value_holds_is_not_read_as_a_pattern() =>
        Assert.Equal(["-name", "value name __value__ inputs_x_value $1 $&"], Pattern.Fill("-name value", "name", "value name __value__ inputs_x_value $1 $&", _ => "no"));

    [Theory]
    [InlineData("tool a  b", "tool|a|b")]
    [InlineData("sh -c \"a 'b' c\" x", "sh|-c|a 'b' c|x")]
    [InlineData("t '' \"\"", "t||")]
    [InlineData("a;b $(c) > d", "a;b|$(c)|>|d")]
    public void An_entry_point_is_words_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', EntryPoint.Split(text)));
}
