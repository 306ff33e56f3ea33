using System.Diagnostics;
using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Tests.Jobs.Storage;

namespace Graticule.Tests.Analysis.Packages.Cwl.Running;

/// <summary>Packed documents run by the real cwltool in the real sandbox.</summary>
public sealed class CwlRunTests(StubImages images) : IClassFixture<StubImages>, IDisposable
{
    private static readonly Lock Once = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_scattered_step_gives_a_list_of_folders_and_a_record_for_each_run()
    {
        var document = Json("""
            {"cwlVersion": "v1.2", "$graph": [
              {"class": "Workflow", "id": "main", "requirements": {"ScatterFeatureRequirement": {}},
               "inputs": {"items": "string[]"}, "outputs": {"out": {"type": "Directory[]", "outputSource": "each/out"}},
               "steps": {"each": {"run": "#tool", "in": {"item": "items"}, "scatter": "item", "out": ["out"]}}},
              {"class": "CommandLineTool", "id": "tool", "hints": {"DockerRequirement": {"dockerPull": "example.org/stub:1"}},
               "baseCommand": ["sh", "-c", "mkdir d; echo $1 > d/name; echo working on $1 >&2", "sh"],
               "inputs": {"item": {"type": "string", "inputBinding": {"position": 1}}}, "outputs": {"out": {"type": "Directory", "outputBinding": {"glob": "."}}}}]}
            """);

        var job = await New(document, """{"items": ["a b", "$(id)", "'x'"]}""", Folders("out")).RunAsync();

        Assert.Equal(["out-out-0", "out-out-1", "out-out-2"], job.Outputs.Select(output => output.FolderKey));
        Assert.Equal(["a b", "$(id)", "'x'"], job.Outputs.Select(output => File.ReadAllText(Path.Combine(job.Folder, output.FolderKey!, "d/name")).TrimEnd()));
        Assert.Equal(3, job.Steps().Count);
        Assert.All(job.Steps(), step => Assert.Equal((0, "example.org_stub:1"), ((int)step!["exitCode"]!, (string)step["image"]!)));
        Assert.Contains("working on a b", job.Log);
        Assert.Equal(0.98, job.Shares[^1], 1e-9);
    }

    [SkippableFact]
    public async Task Values_files_records_and_what_is_left_out_come_as_they_are()
    {
        var document = Json("""
            {"cwlVersion": "v1.2", "$graph": [
              {"class": "Workflow", "id": "main", "requirements": [
                 {"class": "InlineJavascriptRequirement"}, {"class": "StepInputExpressionRequirement"},
                 {"class": "SchemaDefRequirement", "types": [
                   {"name": "#uri", "type": "record", "fields": {"value": {"type": "string"}}},
                   {"name": "#crs", "type": "enum", "symbols": ["CRS84", "CRS84h"]},
                   {"name": "#box", "type": "record", "fields": [{"name": "bbox", "type": {"type": "array", "items": "double"}}, {"name": "crs", "type": ["null", "#crs"]}]}]}],
               "inputs": [{"id": "#main/at", "type": "#uri"}, {"id": "#main/box", "type": "#box"}, {"id": "#main/file", "type": "File"}, {"id": "#main/maybe", "type": "string?"},
                          {"id": "#main/n", "type": ["null", "int", "string"]}],
               "outputs": {"said": {"type": "Any", "outputSource": "tell/said"}, "mean": {"type": "float", "outputSource": "tell/mean"},
                           "none": {"type": "File?", "outputSource": "tell/none"}, "copy": {"type": "File", "outputSource": "tell/copy"}},
               "steps": {"tell": {"run": "#tell", "out": ["said", "mean", "none", "copy"],
                  "in": {"at": "at", "corner": {"source": "box", "valueFrom": "$(self.bbox.map(v => `${v}`).join(','))"}, "crs": {"source": "box", "valueFrom": "$(self.crs)"},
                         "file": "file", "maybe": "maybe", "n": "n"}}}},
              {"class": "CommandLineTool", "id": "tell", "requirements": {"InlineJavascriptRequirement": {}}, "baseCommand": ["cp"],
               "arguments": ["$(inputs.file)", "copy.txt"],
               "inputs": {"at": "Any", "corner": "string", "crs": "string", "file": "File", "maybe": "string?", "n": "Any?"},
               "outputs": {"said": {"type": "Any", "outputBinding": {"outputEval": "$({'a': inputs.at.value, 'b': inputs.corner + ' ' + inputs.crs, 'n': inputs.n, 'm': inputs.maybe})"}},
                           "mean": {"type": "float", "outputBinding": {"outputEval": "$(0.25)"}}, "none": {"type": "File?", "outputBinding": {"glob": "*.none"}},
                           "copy": {"type": "File", "outputBinding": {"glob": "copy.txt"}}}}]}
            """);
        var job = New(
            document,
            """{"at": "http://a/b", "box": {"bbox": [1.5, 2, 3, 4], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}, "file": "inputs/file-0.txt", "n": 7, "maybe": null}""",
            Value("said"), Value("mean"), Value("none") with { MinOccurs = 0 }, File_("copy"));
        Directory.CreateDirectory(Path.Combine(job.Folder, "inputs"));
        await File.WriteAllTextAsync(Path.Combine(job.Folder, "inputs/file-0.txt"), "content");

        await job.RunAsync();

        Assert.Equal("""{"a":"http://a/b","b":"1.5,2,3,4 CRS84","n":7,"m":null}""", job.Outputs[0].Value!.ToJsonString());
        Assert.Equal(0.25, (double)job.Outputs[1].Value!);
        Assert.Equal("copy out-copy.txt text/plain", $"{job.Outputs[2].Name} {job.Outputs[2].FileKey} {job.Outputs[2].MediaType}");
        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(job.Folder, "out-copy.txt")));
        Assert.Equal(3, job.Outputs.Count);
    }

    [SkippableFact]
    public async Task A_failure_names_the_step_its_command_its_end_and_its_last_words()
    {
        var job = New(Tool("example.org/stub:1", "echo before; echo it broke here >&2; exit 3"), "{}", Value("out"));

        var failure = await Assert.ThrowsAsync<ProblemException>(() => job.RunAsync());

        Assert.Equal(ProblemKind.ProcessFailed, failure.Problem.Kind);
        Assert.Contains("The step 'step' failed with exit code 3.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Command: sh -c 'echo before; echo it broke here >&2; exit 3'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Image: example.org_stub:1.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Its last words: it broke here", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_output_that_a_step_promised_and_did_not_give_is_named()
    {
        var document = Tool("example.org/stub:1", "true");
        document["$graph"]![1]!["outputs"]!["out"] = Json("""{"type": "File", "outputBinding": {"glob": "missing.tif"}}""");
        document["$graph"]![0]!["outputs"]!["out"]!["type"] = "File";

        var failure = await Assert.ThrowsAsync<ProblemException>(() => New(document, "{}", File_("out")).RunAsync());

        Assert.Contains("missing.tif", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("The step 'step' failed: ", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_expression_that_never_ends_is_cut_off_and_said_so()
    {
        var document = Tool("example.org/stub:1", "true");
        document["$graph"]![1]!["requirements"] = Json("""{"InlineJavascriptRequirement": {}}""");
        document["$graph"]![1]!["arguments"] = new JsonArray("${ while (true) {} }");

        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<ProblemException>(() => New(document, "{}", Value("out")).RunAsync());

        Assert.Contains("expression", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ran for more than 20 s", failure.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 15, 50);
    }

    [SkippableFact]
    public async Task An_expression_that_fails_is_shown_with_its_error()
    {
        var document = Tool("example.org/stub:1", "true");
        document["$graph"]![1]!["arguments"] = new JsonArray("${ return nosuch.x; }");

        var failure = await Assert.ThrowsAsync<ProblemException>(() => New(document, "{}", Value("out")).RunAsync());

        Assert.Contains("ReferenceError: nosuch is not defined", failure.Message, StringComparison.Ordinal);
        Assert.Contains("return nosuch.x;", failure.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("cat /etc/shadow", "o such file")]
    [InlineData("ls /root/.ssh", "o such file")]
    [InlineData("touch /usr/bin/evil", "ead-only file system")]
    [InlineData("wget -q -T 2 http://127.0.0.1:22/", "")]
    public async Task A_step_sees_nothing_of_the_host(string command, string lastWords)
    {
        foreach (var image in new[] { "example.org/stub:1", null })
        {
            var failure = await Assert.ThrowsAsync<ProblemException>(() => New(Tool(image, command), "{}", Value("out")).RunAsync());

            Assert.Contains(lastWords, failure.Message, StringComparison.Ordinal);
            Assert.Contains("The step 'step' failed", failure.Message, StringComparison.Ordinal);
        }
    }

    [SkippableTheory]
    [InlineData("$(require('fs').readFileSync('/etc/shadow', 'utf8'))")]
    [InlineData("${ return {'class': 'File', 'path': '/etc/shadow'}; }")]
    public async Task An_expression_reads_no_file_of_the_host(string expression)
    {
        var document = Tool("example.org/stub:1", "true");
        document["$graph"]![1]!["requirements"] = Json("""{"InlineJavascriptRequirement": {}}""");
        document["$graph"]![0]!["outputs"]!["out"]!["type"] = "Any";
        document["$graph"]![1]!["outputs"]!["out"] = new JsonObject { ["type"] = "Any", ["outputBinding"] = new JsonObject { ["outputEval"] = expression } };

        await Assert.ThrowsAsync<ProblemException>(() => New(document, "{}", File_("out")).RunAsync());
    }

    [SkippableFact]
    public async Task A_missing_image_is_named_before_anything_runs()
    {
        var failure = await Assert.ThrowsAsync<ProblemException>(() => New(Tool("example.org/absent:2", "true"), "{}", Value("out")).RunAsync());

        Assert.Equal(ProblemKind.Unsupported, failure.Problem.Kind);
        Assert.Contains("'example.org/absent:2'", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Cancelling_ends_every_program_of_the_run()
    {
        using var stop = new CancellationTokenSource();
        var job = New(Tool("example.org/stub:1", "echo begun >&2; sleep 4711"), "{}", Value("out"));

        var running = job.RunAsync(stop.Token);
        for (var tries = 0; tries < 3000 && !job.Log.ToArray().Contains("begun"); tries++)
        {
            await Task.Delay(50);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        await Task.Delay(500);
        Assert.DoesNotContain(Directory.GetDirectories("/proc"), process => IsOf(process, job.Folder));
    }

    private static bool IsOf(string process, string folder)
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(process, "cmdline"));
            return command.Contains(folder, StringComparison.Ordinal) || command.Contains("sleep\0004711", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>A workflow of one step, which is one shell command.</summary>
    private static JsonObject Tool(string? image, string command)
    {
        var document = Json("""
            {"cwlVersion": "v1.2", "$graph": [
              {"class": "Workflow", "id": "main", "inputs": {}, "outputs": {"out": {"type": "string", "outputSource": "step/out"}},
               "requirements": {"InlineJavascriptRequirement": {}}, "steps": {"step": {"run": "#tool", "in": {}, "out": ["out"]}}},
              {"class": "CommandLineTool", "id": "tool", "requirements": {"InlineJavascriptRequirement": {}},
               "baseCommand": ["sh", "-c"], "inputs": {}, "outputs": {"out": {"type": "string", "outputBinding": {"outputEval": "$('done')"}}}}]}
            """);
        document["$graph"]![1]!["baseCommand"]!.AsArray().Add(command);
        if (image is not null)
        {
            document["$graph"]![1]!["hints"] = new JsonObject { ["DockerRequirement"] = new JsonObject { ["dockerPull"] = image } };
        }

        return document;
    }

    private static Parameter Value(string name) => new(name, []) { Title = name };

    private static Parameter File_(string name) => new(name, []) { Title = name, MediaTypes = ["application/octet-stream"] };

    private static Parameter Folders(string name) => new(name, []) { Title = name, IsFolder = true, MaxOccurs = null };

    private CwlJob New(JsonObject document, string inputs, params Parameter[] outputs)
    {
        Skip.If(StubImages.Lack is not null, StubImages.Lack);
        lock (Once)
        {
            images.Add("example.org/stub:1");
        }

        return new(_folder.Path, images.Folder, document, Json(inputs), outputs);
    }
}
