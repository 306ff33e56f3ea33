using Graticule.Analysis.Packages.Cwl;

namespace Graticule.Tests.Analysis.Packages.Cwl;

/// <summary>One sound document, and what breaks it: each entry changes one thing.</summary>
/// <param name="Name">What is broken.</param>
/// <param name="Old">Text of the sound document that is replaced.</param>
/// <param name="New">What it is replaced with.</param>
/// <param name="Pointer">Where the fault is reported.</param>
/// <param name="Message">Part of what is said.</param>
/// <param name="IsKnownToCwlTool">Whether cwltool refuses it too when it validates; otherwise it would fail when it runs, or on another machine.</param>
internal sealed record BrokenDocument(string Name, string Old, string New, string Pointer, string Message, bool IsKnownToCwlTool = true)
{
    public string Text => BrokenDocuments.Sound.Contains(Old, StringComparison.Ordinal)
        ? BrokenDocuments.Sound.Replace(Old, New, StringComparison.Ordinal)
        : throw new InvalidOperationException($"'{Old}' is not in the sound document.");
}

internal static class BrokenDocuments
{
    public const string Sound =
        """
        cwlVersion: v1.2
        $graph:
        - class: Workflow
          id: main
          requirements:
            ScatterFeatureRequirement: {}
            SubworkflowFeatureRequirement: {}
            MultipleInputFeatureRequirement: {}
            StepInputExpressionRequirement: {}
          inputs:
            names: string[]
            times: int
            extra: {type: string, default: more}
          outputs:
            said: {type: "File[]", outputSource: say/said}
            sum: {type: string, outputSource: nest/joined}
          steps:
            say:
              run: "#say"
              scatter: name
              in:
                name: names
                times: {source: times, valueFrom: $(self)}
              out: [said]
            nest:
              run: "#nest"
              in:
                files: say/said
                words: {source: [names, extra], linkMerge: merge_flattened}
              out: [joined]
        - class: Workflow
          id: nest
          inputs: {files: "File[]", words: "string[]"}
          outputs: {joined: {type: string, outputSource: join/joined}}
          steps:
            join: {run: "#join", in: {words: words, files: files}, out: [joined]}
        - class: CommandLineTool
          id: say
          requirements:
            DockerRequirement: {dockerPull: good/image}
            ResourceRequirement: {coresMin: 2, ramMin: 1024}
          baseCommand: [echo, hello]
          arguments: [$(inputs.name), {valueFrom: $(inputs.times)}]
          stdout: said.txt
          inputs: {name: string, times: int}
          outputs: {said: stdout}
        - class: ExpressionTool
          id: join
          requirements: {InlineJavascriptRequirement: {}}
          inputs: {words: "string[]", files: "File[]"}
          outputs: {joined: string}
          expression: '${ return {"joined": inputs.words.join(" ")}; }'
        """;

    public static CwlLimits Limits { get; } = new()
    {
        MaxCores = 8,
        MaxMemoryMiB = 4096,
        WhyNotImage = image => image == "good/image" ? null : $"The image '{image}' is not here.",
    };

    public static BrokenDocument[] All { get; } =
    [
        new("a later version", "v1.2", "v1.3", "/cwlVersion", "known are v1.0, v1.1, v1.2"),
        new("no version", "cwlVersion: v1.2\n", "", "/cwlVersion", "missing"),
        new("a class that is none", "class: ExpressionTool", "class: ExpresionTool", "/$graph/3/class", "Workflow, CommandLineTool or ExpressionTool"),
        new("an operation", "class: ExpressionTool", "class: Operation", "/$graph/3", "cannot be run"),
        new("a member that is none", "baseCommand:", "basecommand:", "/$graph/2/basecommand", "not known in a CommandLineTool"),
        new("a member of a step that is none", "run: \"#say\"", "run: \"#say\"\n      scater: x", "/$graph/0/steps/say/scater", "not known in a step"),
        new("a requirement that is none", "  inputs:\n    names", "    GpuRequirement: {}\n  inputs:\n    names", "/$graph/0/requirements/GpuRequirement", "no requirement of CWL v1.2"),
        new("a member of a requirement that is none", "coresMin: 2", "cores: 2", "/$graph/2/requirements/ResourceRequirement/cores", "not known in a ResourceRequirement"),
        new("a type that is none", "times: int\n", "times: integer\n", "/$graph/0/inputs/times", "no type 'integer'"),
        new("an array without items", "names: string[]", "names: {type: {type: array}}", "/$graph/0/inputs/names/type", "needs 'items'"),
        new("a type that is a number", "times: int\n", "times: 5\n", "/$graph/0/inputs/times", "5 is no type"),
        new("an input without a type", "extra: {type: string, default: more}", "extra: {default: more}", "/$graph/0/inputs/extra", "needs a 'type'"),
        new("a default of another type", "default: more", "default: 5", "/$graph/0/inputs/extra/default", "not of its type, string", false),
        new("a source that is not there", "name: names\n", "name: nmes\n", "/$graph/0/steps/say/in/name", "no 'nmes'; there are: names, times, extra, say/said, nest/joined"),
        new("a step's output that is not there", "files: say/said", "files: say/gone", "/$graph/0/steps/nest/in/files", "no 'say/gone'"),
        new("an output from nowhere", "outputSource: nest/joined", "outputSource: nest/gone", "/$graph/0/outputs/sum/outputSource", "no 'nest/gone'"),
        new("an output without a source", "sum: {type: string, outputSource: nest/joined}", "sum: string", "/$graph/0/outputs/sum", "needs 'outputSource'", false),
        new("a required input that nothing feeds", "        times: {source: times, valueFrom: $(self)}\n", "", "/$graph/0/steps/say", "does not give 'times'"),
        new("an output that the tool has not", "out: [said]", "out: [said, other]", "/$graph/0/steps/say/out/1", "no output 'other'"),
        new("a step without out", "      out: [joined]\n- class: Workflow", "- class: Workflow", "/$graph/0/steps/nest", "needs 'out'"),
        new("a step without in", "steps:\n    join: {run: \"#join\", in: {words: words, files: files}, out: [joined]}", "steps:\n    join: {run: \"#join\", out: [joined]}", "/$graph/1/steps/join", "needs 'in'"),
        new("a step without run", "run: \"#join\", ", "", "/$graph/1/steps/join", "needs 'run'"),
        new("a process that is not there", "run: \"#join\"", "run: \"#joint\"", "/$graph/1/steps/join/run", "'#joint', which is not there; there are: main, nest, say, join"),
        new("a scatter over what is no array", "name: names\n", "name: extra\n", "/$graph/0/steps/say/in/name", "'extra' is no array"),
        new("a scatter over what is not given", "scatter: name", "scatter: nme", "/$graph/0/steps/say/scatter", "not among what it is given: name, times"),
        new("a scatter over two without a method", "scatter: name", "scatter: [name, times]", "/$graph/0/steps/say", "needs 'scatterMethod'"),
        new("a scatter method that is none", "scatter: name", "scatter: name\n      scatterMethod: product", "/$graph/0/steps/say/scatterMethod", "nested_crossproduct"),
        new("scatter without its requirement", "    ScatterFeatureRequirement: {}\n", "", "/$graph/0/steps/say/scatter", "ScatterFeatureRequirement"),
        new("a workflow in a workflow without its requirement", "    SubworkflowFeatureRequirement: {}\n", "", "/$graph/0/steps/nest", "SubworkflowFeatureRequirement"),
        new("several sources without their requirement", "    MultipleInputFeatureRequirement: {}\n", "", "/$graph/0/steps/nest/in/words/source", "MultipleInputFeatureRequirement", false),
        new("valueFrom without its requirement", "    StepInputExpressionRequirement: {}\n", "", "/$graph/0/steps/say/in/times", "StepInputExpressionRequirement", false),
        new("JavaScript without its requirement", "valueFrom: $(self)", "valueFrom: $(self + 1)", "/$graph/0/steps/say/in/times/valueFrom", "is JavaScript", false),
        new("a link between types that do not fit", "files: say/said", "files: names", "/$graph/0/steps/nest/in/files", "'names' is string[], and cannot go to 'files', which is File[]"),
        new("an output of another type", "sum: {type: string,", "sum: {type: int,", "/$graph/0/outputs/sum/outputSource", "cannot go to 'sum'"),
        new("a linkMerge that is none", "linkMerge: merge_flattened", "linkMerge: merge", "/$graph/0/steps/nest/in/words/linkMerge", "merge_nested or merge_flattened"),
        new("nested where flat is wanted", "linkMerge: merge_flattened", "linkMerge: merge_nested", "/$graph/0/steps/nest/in/words/source/0", "string[][]"),
        new("steps that wait for each other", "words: {source: [names, extra], linkMerge: merge_flattened}", "words: {source: [names, joined2/joined], linkMerge: merge_flattened}\n      out: [joined]\n    joined2:\n      run: \"#nest\"\n      in: {files: say/said, words: {source: [nest/joined], linkMerge: merge_nested}}", "/$graph/0/steps/nest", "wait for each other"),
        new("a workflow that runs itself", "run: \"#join\", in", "run: \"#nest\", in", "/$graph/1/steps/join", "runs the workflow that it is part of"),
        new("an id that stands twice", "id: join\n", "id: say\n", "/$graph/3/id", "stands twice"),
        new("an input that stands twice", "inputs: {name: string, times: int}", "inputs: [{id: name, type: string}, {id: times, type: int}, {id: name, type: string}]", "/$graph/2/inputs/2", "stands twice", false),
        new("an id with a comma", "inputs: {name: string, times: int}", "inputs: {name: string, times: int, \"a,b\": string?}", "/$graph/2/inputs/a,b", "holds ','", false),
        new("an id with dollar signs", "inputs: {name: string, times: int}", "inputs: {name: string, times: int, \"a$q$b\": string?}", "/$graph/2/inputs/a$q$b", "holds '$q$'", false),
        new("a tool without a command", "  baseCommand: [echo, hello]\n  arguments: [$(inputs.name), {valueFrom: $(inputs.times)}]\n", "", "/$graph/2", "no command", false),
        new("an argument that is a number", "arguments: [$(inputs.name),", "arguments: [5,", "/$graph/2/arguments/0", "put numbers in quotes"),
        new("an argument without valueFrom", "{valueFrom: $(inputs.times)}", "{prefix: -n}", "/$graph/2/arguments/1", "needs 'valueFrom'", false),
        new("an expression without an end", "stdout: said.txt", "stdout: $(inputs.name", "/$graph/2/stdout", "has no end", false),
        new("a reference to an input that is not there", "stdout: said.txt", "stdout: $(inputs.nme).txt", "/$graph/2/stdout", "input that is not there; there are: name, times", false),
        new("a shell variable that is taken for an expression", "stdout: said.txt", "stdout: $(hostname).txt", "/$graph/2/stdout", "refers to 'hostname'", false),
        new("an expression tool without JavaScript", "requirements: {InlineJavascriptRequirement: {}}\n  inputs: {words", "inputs: {words", "/$graph/3", "needs InlineJavascriptRequirement", false),
        new("an expression tool without an expression", "  expression: '${ return {\"joined\": inputs.words.join(\" \")}; }'", "", "/$graph/3", "needs 'expression'"),
        new("an image that is not here", "good/image", "other/image", "/$graph/2/requirements/DockerRequirement/dockerPull", "'other/image' is not here", false),
        new("a requirement of an image without one", "{dockerPull: good/image}", "{}", "/$graph/2/requirements/DockerRequirement", "needs 'dockerPull'", false),
        new("more cores than there are", "coresMin: 2", "coresMin: 64", "/$graph/2/requirements/ResourceRequirement/coresMin", "at most 8", false),
        new("more memory than there is", "ramMin: 1024", "ramMin: 100000", "/$graph/2/requirements/ResourceRequirement/ramMin", "at most 4096", false),
        new("cores in words", "coresMin: 2", "coresMin: two", "/$graph/2/requirements/ResourceRequirement/coresMin", "must be a number"),
        new("inputs that are missing", "  inputs: {name: string, times: int}\n", "", "/$graph/2", "'inputs' is missing"),
        new("steps that are a text", "  steps:\n    join: {run: \"#join\", in: {words: words, files: files}, out: [joined]}", "  steps: none", "/$graph/1/steps", "A map or a list was expected"),
        new("a type that only tools have", "joined: string}\n", "joined: stdout}\n", "/$graph/3/outputs/joined", "Only an output of a CommandLineTool"),
    ];
}
