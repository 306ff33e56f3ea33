using System.Text;
using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Cwl;
using Graticule.Jobs;

namespace Graticule.Tests.Analysis.Packages.Cwl;

/// <summary>Documents with something in them that does not belong there.</summary>
public sealed class CwlHostileTests
{
    private static readonly string[] Junk =
        ["null", "5", "\"\"", "\"#\"", "\"a/b#c/d/e\"", "\"http://\"", "\"x[]?[]?\"", "true", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"id\": 5}", "{\"type\": {\"type\": {}}}", "{\"class\": null}", "\"$(\"", "1e999"];

    [Theory]
    [InlineData("pattern-10")]
    [InlineData("pattern-12")]
    [InlineData("dnbr")]
    public async Task Whatever_stands_anywhere_the_answer_is_a_list_of_faults_or_a_document(string name)
    {
        var text = Corpus.Tree(Corpus.Bytes(name)).ToJsonString();
        var count = Slots(JsonNode.Parse(text)!).Count();
        for (var round = 0; round < count * 4; round++)
        {
            var tree = JsonNode.Parse(text)!;
            var (owner, key) = Slots(tree).ElementAt(round / 4);
            Put(owner, key, JsonNode.Parse(Junk[round * 5 % Junk.Length]));

            var document = await TryReadAsync(tree.ToJsonString());

            if (document is not null)
            {
                Assert.NotNull(CwlDescription.Derive(document));
            }
        }
    }

    [Theory]
    [InlineData("run: http://", "no address")]
    [InlineData("run: ''", "runs the workflow that it is part of")]
    [InlineData("run: 5", "'run'")]
    public async Task A_step_that_runs_nonsense_is_a_fault(string run, string expected)
    {
        var faults = await Corpus.FaultsAsync($"cwlVersion: v1.2\nclass: Workflow\ninputs: []\noutputs: []\nsteps: {{a: {{{run}, in: [], out: []}}}}");

        Assert.Contains(faults, fault => fault.Message.Contains(expected, StringComparison.Ordinal));
    }

    private static async Task<CwlDocument?> TryReadAsync(string text)
    {
        try
        {
            return await Corpus.ReadAsync(Encoding.UTF8.GetBytes(text), "application/cwl+json");
        }
        catch (ProblemException exception)
        {
            Assert.NotEmpty(exception.Problem.Details!);
            return null;
        }
    }

    private static IEnumerable<(JsonNode Owner, object Key)> Slots(JsonNode node)
    {
        IEnumerable<(object Key, JsonNode? Value)> members = node switch
        {
            JsonObject map => map.Select(member => ((object)member.Key, member.Value)),
            JsonArray list => list.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        foreach (var (key, value) in members)
        {
            yield return (node, key);
            foreach (var slot in value is null ? [] : Slots(value))
            {
                yield return slot;
            }
        }
    }

    private static void Put(JsonNode owner, object key, JsonNode? value)
    {
        if (key is int index)
        {
            owner[index] = value;
        }
        else
        {
            owner[(string)key] = value;
        }
    }
}
