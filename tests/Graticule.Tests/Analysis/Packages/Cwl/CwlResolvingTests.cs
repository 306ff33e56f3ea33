using Graticule.Analysis.Packages;
using Graticule.Jobs;

namespace Graticule.Tests.Analysis.Packages.Cwl;

public sealed class CwlResolvingTests
{
    private const string Site = "https://example.org/packages/";

    private const string Tool =
        """
        cwlVersion: v1.2
        class: CommandLineTool
        id: echo
        baseCommand: echo
        requirements:
          SchemaDefRequirement:
            types:
            - $import: types.yaml
        inputs:
          text: {type: string, inputBinding: {position: 1}}
          kind: {type: "types.yaml#Kind?"}
        outputs:
          said: stdout
        """;

    private const string Types = "- {name: Kind, type: enum, symbols: [loud, soft]}\n";

    private const string Split =
        """
        cwlVersion: v1.2
        class: Workflow
        id: main
        doc: {$include: about.txt}
        inputs:
          text: string
        outputs:
          said: {type: File, outputSource: say/said}
        steps:
          say:
            run: echo.cwl
            in: {text: text}
            out: [said]
        """;

    private const string Packed =
        """
        cwlVersion: v1.2
        $graph:
        - class: Workflow
          id: main
          doc: Says a text.
          inputs:
          - {id: "#main/text", type: string}
          outputs:
          - {id: "#main/said", type: File, outputSource: "#main/say/said"}
          steps:
          - id: "#main/say"
            run: "#echo"
            in:
            - {id: "#main/say/text", source: "#main/text"}
            out: ["#main/say/said"]
        - class: CommandLineTool
          id: "#echo"
          baseCommand: echo
          requirements:
          - class: SchemaDefRequirement
            types:
            - {name: Kind, type: enum, symbols: ["#Kind/loud", "#Kind/soft"]}
          inputs:
          - {id: text, type: string, inputBinding: {position: 1}}
          - {id: kind, type: ["null", "#Kind"]}
          outputs:
          - {id: said, type: stdout}
        """;

    private static Dictionary<string, string> Texts => new(StringComparer.Ordinal)
    {
        [Site + "echo.cwl"] = Tool,
        [Site + "types.yaml"] = Types,
        [Site + "about.txt"] = "Says a text.",
    };

    [Fact]
    public async Task Split_and_packed_documents_are_the_same_package()
    {
        var split = await Corpus.ReadTextAsync(Split, address: new(Site + "main.cwl"), source: new KnownTexts(Texts));
        var packed = await Corpus.ReadTextAsync(Packed);

        Assert.Equal(packed.Packed.ToJsonString(), split.Packed.ToJsonString());
    }

    [Fact]
    public async Task An_imported_tool_and_one_in_place_are_the_same()
    {
        var imported = await Corpus.ReadTextAsync(Split.Replace("run: echo.cwl", "run: {$import: echo.cwl}", StringComparison.Ordinal), address: new(Site + "main.cwl"), source: new KnownTexts(Texts));

        var run = imported.Packed["$graph"]![0]!["steps"]![0]!["run"]!;
        Assert.Equal("CommandLineTool", run["class"]!.GetValue<string>());
        Assert.Equal("echo", run["baseCommand"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_address_is_fetched_once()
    {
        var source = new KnownTexts(Texts);
        var twice = Split.Replace("steps:", "steps:\n  again: {run: echo.cwl, in: {text: text}, out: []}", StringComparison.Ordinal);

        await Corpus.ReadTextAsync(twice, address: new(Site + "main.cwl"), source: source);

        Assert.Equal([Site + "about.txt", Site + "echo.cwl", Site + "types.yaml"], source.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_fragment_of_the_address_chooses_and_w_wins_over_it()
    {
        var document = await Corpus.ReadAsync(Corpus.Bytes("dnbr"), address: new("https://example.org/dnbr.cwl#nbr_wf"));
        var other = await Corpus.ReadAsync(Corpus.Bytes("dnbr"), address: new("https://example.org/dnbr.cwl#nbr_wf"), workflow: "dnbr");

        Assert.Equal("nbr_wf", document.Name);
        Assert.Equal("dnbr", other.Name);
    }

    [Fact]
    public async Task A_workflow_that_is_not_there_is_answered_with_those_that_are()
    {
        var exception = await Assert.ThrowsAsync<WorkflowNotFoundException>(() => Corpus.ReadAsync("water-bodies", "nothing"));

        Assert.Equal("nothing", exception.Name);
        Assert.Equal(["water_bodies", "detect_water_body", "crop", "norm_diff", "otsu", "stac"], exception.Known);
    }

    [Fact]
    public async Task A_single_tool_is_taken_and_several_are_asked_about()
    {
        const string Graph = "cwlVersion: v1.2\n$graph:\n- {class: CommandLineTool, id: one, baseCommand: ls, inputs: [], outputs: []}\n";

        Assert.Equal("#one", (await Corpus.ReadTextAsync(Graph)).EntryId);
        var fault = Assert.Single(await Corpus.FaultsAsync(Graph + "- {class: CommandLineTool, id: two, baseCommand: ls, inputs: [], outputs: []}\n"));
        Assert.Contains("one, two", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_without_an_id_is_named_by_its_file()
    {
        const string Text = "cwlVersion: v1.2\nclass: CommandLineTool\nbaseCommand: ls\ninputs: []\noutputs: []\n";

        Assert.Equal("main", (await Corpus.ReadTextAsync(Text)).Name);
        Assert.Equal("list", (await Corpus.ReadTextAsync(Text, address: new("https://example.org/list.cwl"))).Name);
    }

    [Fact]
    public async Task Documents_of_different_versions_become_one_of_the_later()
    {
        var texts = Texts;
        texts[Site + "echo.cwl"] = Tool.Replace("v1.2", "v1.0", StringComparison.Ordinal);

        var document = await Corpus.ReadTextAsync(Split, address: new(Site + "main.cwl"), source: new KnownTexts(texts));

        Assert.Equal("v1.2", document.Packed["cwlVersion"]!.GetValue<string>());
        Assert.Equal(
            """[{"class":"NetworkAccess","networkAccess":true},{"class":"LoadListingRequirement","loadListing":"deep_listing"}]""",
            document.Packed["$graph"]![1]!["hints"]!.ToJsonString());
    }

    [Theory]
    [InlineData("run: echo.cwl", "run: gone.cwl", "/steps/say/run", "Nothing lies at")]
    [InlineData("run: echo.cwl", "run: echo.cwl#gone", "/steps/say/run", "'#gone', which is not there; there are: echo")]
    [InlineData("run: echo.cwl", "run: file:///etc/passwd", "/steps/say/run", "only http and https")]
    [InlineData("run: echo.cwl", "run: {$import: main.cwl}", "/steps/say/run", "imports itself")]
    [InlineData("run: echo.cwl", "run: loop.cwl", "/steps/say/run", "runs the workflow that it is part of")]
    [InlineData("run: echo.cwl", "run: {$import: a.cwl}", "/steps/say/run/steps/b/run", "imports itself")]
    [InlineData("run: echo.cwl", "run: bad.cwl", "/steps/say/run", "Line 2, column 1")]
    [InlineData("run: echo.cwl", "run: {$import: 'types.yaml#Gone'}", "/steps/say/run", "nothing of the name 'Gone'")]
    public async Task What_cannot_be_resolved_is_said_where_it_is_asked_for(string old, string fresh, string pointer, string expected)
    {
        var texts = Texts;
        texts[Site + "main.cwl"] = Split;
        texts[Site + "bad.cwl"] = "{";
        texts[Site + "a.cwl"] = "cwlVersion: v1.2\nclass: Workflow\ninputs: []\noutputs: []\nsteps: {b: {run: {$import: a.cwl}, in: [], out: []}}";
        texts[Site + "loop.cwl"] = "cwlVersion: v1.2\nclass: Workflow\nid: loop\nrequirements: {SubworkflowFeatureRequirement: {}}\ninputs: {text: string}\n"
            + "outputs: {said: {type: File, outputSource: again/said}}\nsteps: {again: {run: loop.cwl, in: {text: text}, out: [said]}}";

        var faults = await Corpus.FaultsAsync(Split.Replace(old, fresh, StringComparison.Ordinal), source: new KnownTexts(texts), address: new(Site + "main.cwl"));

        Assert.Contains(faults, fault => fault.Pointer.StartsWith(pointer, StringComparison.Ordinal) && fault.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_without_an_address_cannot_name_its_neighbours()
    {
        var faults = await Corpus.FaultsAsync(Split);

        Assert.Contains(faults, fault => fault is { Pointer: "/steps/say/run" } && fault.Message.Contains("send it packed", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault is { Pointer: "/doc" });
    }

    [Fact]
    public async Task The_number_and_the_size_of_documents_are_bounded()
    {
        var texts = Enumerable.Range(0, 10).ToDictionary(
            number => $"{Site}{number}.cwl",
            number => $"cwlVersion: v1.2\nclass: Workflow\nrequirements: {{SubworkflowFeatureRequirement: {{}}}}\ninputs: []\noutputs: []\nsteps: {{next: {{run: {number + 1}.cwl, in: [], out: []}}}}");

        var many = await Corpus.FaultsAsync(texts[Site + "0.cwl"], new() { MaxImports = 4 }, new KnownTexts(texts), new(Site + "0.cwl"));
        var large = await Corpus.FaultsAsync(texts[Site + "0.cwl"], new() { MaxTotalBytes = 400 }, new KnownTexts(texts), new(Site + "0.cwl"));

        Assert.Contains(many, fault => fault.Message.Contains("more than 4 documents", StringComparison.Ordinal));
        Assert.Contains(large, fault => fault.Message.Contains("more than 400 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Named_types_cannot_grow_without_end()
    {
        var types = string.Join('\n', Enumerable.Range(1, 25).Select(level =>
            $"    - {{name: T{level}, type: record, fields: {{a: T{level - 1}, b: T{level - 1}}}}}"));
        var text = $"cwlVersion: v1.2\nclass: CommandLineTool\nbaseCommand: ls\noutputs: []\nrequirements:\n  SchemaDefRequirement:\n    types:\n"
            + $"    - {{name: T0, type: record, fields: {{a: string}}}}\n{types}\ninputs: {{x: T25}}\n";

        var faults = await Corpus.FaultsAsync(text);

        Assert.Contains(faults, fault => fault.Message.Contains("more than 200000 values", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_type_that_holds_itself_is_refused()
    {
        const string Text =
            """
            cwlVersion: v1.2
            class: CommandLineTool
            baseCommand: ls
            requirements:
              SchemaDefRequirement:
                types:
                - {name: Tree, type: record, fields: {left: "Tree?"}}
            inputs: {x: Tree}
            outputs: []
            """;

        Assert.Contains("holds itself", Assert.Single(await Corpus.FaultsAsync(Text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_document_come_in_one_problem()
    {
        var exception = await Assert.ThrowsAsync<ProblemException>(() => Corpus.ReadTextAsync("cwlVersion: v9\nclass: CommandLineTool\ninputs: {a: strng, b: 5}\noutputs: []\n"));

        Assert.Equal(["/cwlVersion", "/inputs/a", "/inputs/b", ""], exception.Problem.Details!.Select(fault => fault.Pointer));
        Assert.Contains("4 reasons", exception.Problem.Message, StringComparison.Ordinal);
    }
}
