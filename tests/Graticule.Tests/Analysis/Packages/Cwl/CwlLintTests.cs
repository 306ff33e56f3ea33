using System.Text.Json.Nodes;
using Graticule.Analysis.Packages.Cwl;

namespace Graticule.Tests.Analysis.Packages.Cwl;

public sealed class CwlLintTests
{
    public static TheoryData<string> Names => [.. BrokenDocuments.All.Select(broken => broken.Name)];

    [Fact]
    public async Task The_sound_document_has_no_fault() => Assert.Empty(await Corpus.FaultsAsync(BrokenDocuments.Sound, BrokenDocuments.Limits));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_broken_is_said_where_it_is(string name)
    {
        var broken = BrokenDocuments.All.Single(one => one.Name == name);

        var faults = await Corpus.FaultsAsync(broken.Text, BrokenDocuments.Limits);

        Assert.True(
            faults.Any(fault => fault.Pointer == broken.Pointer && fault.Message.Contains(broken.Message, StringComparison.Ordinal)),
            string.Join('\n', faults.Select(fault => $"{fault.Pointer}: {fault.Message}")));
    }

    [Fact]
    public async Task All_of_what_is_broken_is_said_at_once()
    {
        string[] names = ["a member of a requirement that is none", "more memory than there is", "an image that is not here", "scatter without its requirement", "an output of another type"];
        var broken = names.Select(name => BrokenDocuments.All.Single(one => one.Name == name)).ToList();
        var text = broken.Aggregate(BrokenDocuments.Sound, (text, one) => text.Replace(one.Old, one.New, StringComparison.Ordinal));

        var faults = await Corpus.FaultsAsync(text, BrokenDocuments.Limits);

        Assert.Equal(broken.Select(one => one.Pointer).Order(StringComparer.Ordinal), faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
    }

    /// <summary>What cwltool refuses, we refuse; what we accept, it accepts. What only we refuse is marked, because it fails later.</summary>
    [SkippableFact]
    public async Task The_reference_implementation_agrees()
    {
        CwlTool.Need();
        var documents = BrokenDocuments.All.Select((broken, number) => ($"broken{number}.cwl", broken.Text, "#main")).Prepend(("sound.cwl", BrokenDocuments.Sound, "#main")).ToList();

        var (accepted, said) = await CwlTool.ValidateAsync(documents);

        Assert.True(accepted[0], said);
        var others = BrokenDocuments.All.Where((broken, number) => accepted[number + 1] == broken.IsKnownToCwlTool).Select(broken => broken.Name).ToList();
        Assert.True(others.Count == 0, $"cwltool is of another opinion on: {string.Join("; ", others)}");
    }

    [Fact]
    public async Task What_is_only_a_hint_is_a_warning()
    {
        var text = BrokenDocuments.Sound
            .Replace("  requirements:\n    DockerRequirement: {dockerPull: good/image}", "  hints:\n    GpuRequirement: {}\n    DockerRequirement: {dockerPull: other/image}\n  requirements:", StringComparison.Ordinal);

        var document = await Corpus.ReadTextAsync(text, limits: BrokenDocuments.Limits);

        Assert.Equal(
            ["/$graph/2/hints/GpuRequirement", "/$graph/2/hints/DockerRequirement/dockerPull"],
            document.Warnings.Select(warning => warning.Pointer));
    }

    [Fact]
    public async Task A_stored_document_can_be_checked_again()
    {
        var document = await Corpus.ReadTextAsync(BrokenDocuments.Sound, limits: BrokenDocuments.Limits);
        var stored = new CwlDocument(JsonNode.Parse(document.Packed.ToJsonString())!.AsObject(), document.EntryId);

        var faults = CwlLint.Check(stored, new CwlLimits { MaxCores = 1 });

        Assert.Equal("/$graph/1/requirements/1/coresMin", Assert.Single(faults).Pointer);
    }

    [Theory]
    [InlineData("$(inputs.a)", "$(inputs.a)")]
    [InlineData("a $(x) b $(y)", "$(x)|$(y)")]
    [InlineData("$( inputs.a )", "$( inputs.a )")]
    [InlineData("${ return {a: ')}'}; }", "${ return {a: ')}'}; }")]
    [InlineData("\\$(no) $5 $PATH:x", "")]
    [InlineData("$(a", "end")]
    [InlineData("${ // don't\n }", "end")]
    [InlineData("$((1 + 2) * 3)x", "$((1 + 2) * 3)")]
    public void Expressions_are_found_as_cwltool_finds_them(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', CwlExpression.Find(text).Select(found => found ?? "end")));

    [Theory]
    [InlineData("$(inputs.a)", true)]
    [InlineData("$(inputs['a b'].c[0])", true)]
    [InlineData("$(self[0].contents)", true)]
    [InlineData("$( inputs.a )", false)]
    [InlineData("$(inputs.a + 1)", false)]
    [InlineData("${ return 1; }", false)]
    public void Plain_references_need_no_JavaScript(string expression, bool isReference) =>
        Assert.Equal(isReference, CwlExpression.IsReference(expression, out _, out _));
}
