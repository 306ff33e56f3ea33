using System.Text.Json.Nodes;
using Graticule.Server.Dialects.Hpc;

namespace Graticule.Tests.Server.Dialects.Hpc;

public sealed class InputObjectTests
{
    [Theory]
    [InlineData("""{"projectId": "a"}""")]
    [InlineData("""{"project_id": "a"}""")]
    [InlineData("""{"project_id": "b", "projectId": "a"}""")]
    public void Names_are_found_in_both_cases_the_exact_one_first(string json) => Assert.Equal("a", Read(json).Text("projectId"));

    [Theory]
    [InlineData("""{"coresPerSlot": 2}""")]
    [InlineData("""{"cores_per_slot": "2"}""")]
    [InlineData("""{"coresPerSlot": " 2 "}""")]
    [InlineData("""{"coresPerSlot": 2.0}""")]
    public void Numbers_may_come_as_texts(string json) => Assert.Equal(2, Read(json).Integer("coresPerSlot"));

    [Theory]
    [InlineData("""{"coresPerSlot": "two"}""")]
    [InlineData("""{"coresPerSlot": 2.5}""")]
    [InlineData("""{"coresPerSlot": -1}""")]
    [InlineData("""{"coresPerSlot": 1e99}""")]
    [InlineData("""{"coresPerSlot": "NaN"}""")]
    [InlineData("""{"coresPerSlot": {}}""")]
    public void What_is_no_number_of_the_kind_is_a_fault(string json)
    {
        var input = Read(json);
        Assert.Null(input.Integer("coresPerSlot", least: 1));
        Assert.Equal("/coresPerSlot", Assert.Single(input.Faults).Key);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"True\"", true)]
    [InlineData("\"false\"", false)]
    [InlineData("0", false)]
    public void Booleans_come_in_the_words_of_several_languages(string value, bool expected) =>
        Assert.Equal(expected, Read($$"""{"isLowPriority": {{value}}}""").Flag("isLowPriority"));

    [Fact]
    public void Environment_variables_keep_their_names() =>
        Assert.Equal(
            ["MY_VAR=1", "myVar=true"],
            Read("""{"envVars": {"MY_VAR": 1, "myVar": true}}""").Texts("envVars").Select(pair => $"{pair.Key}={pair.Value}"));

    [Fact]
    public void Faults_of_nested_objects_are_told_under_their_place()
    {
        var input = Read("""{"jobanalyses": [{}, {"hardware": {"core_type": 7}}, 8]}""");
        foreach (var analysis in input.Objects("jobanalyses"))
        {
            analysis.RequiredText("command");
        }

        Assert.Equal(
            ["/jobanalyses/2/nonFieldErrors", "/jobanalyses/0/command", "/jobanalyses/1/command"],
            input.Faults.Select(fault => fault.Key));
    }

    private static InputObject Read(string json) => new(JsonNode.Parse(json)!.AsObject(), "", []);
}
