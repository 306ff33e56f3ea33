using System.Text.Json.Nodes;
using Graticule.Analysis;
using Graticule.Analysis.Packages.Workflows;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;
using Graticule.Raster.Pixels;
using Graticule.Tests.Jobs.Storage;
using Graticule.Tests.Raster;

namespace Graticule.Tests.Analysis.Packages.Workflows;

/// <summary>Deployable workflows: described by what their inputs go into, run as nested processes are.</summary>
public sealed class WorkflowTests
{
    private const string Chain =
        """
        {"id": "twice", "title": "Twice", "version": "2.1", "process": "echo",
         "inputs": {"a": {"process": "echo", "inputs": {"a": {"$input": "text"}}, "outputs": {"a": {}}}, "d": {"$input": "numbers"}},
         "outputs": {"a": {"$output": "result"}, "d": {}}}
        """;

    private static readonly ProcessCatalog Catalog = new(BuiltIn.Processes, BuiltIn.Loaders, store: null);

    [Fact]
    public void Its_inputs_are_those_of_the_processes_they_go_into_and_its_outputs_carry_its_names()
    {
        var (id, package) = Read(Chain);

        var process = Catalog.Load(id, package).Description;

        Assert.Equal(("twice", "Twice", "2.1", true), (process.Id, process.Title, process.Version, process.IsMutable));
        Assert.Equal([("text", 1), ("numbers", 0)], process.Inputs.Select(input => (input.Name, input.MinOccurs)));
        Assert.Equal("array", (string)process.Inputs[1].Schema["type"]!);
        Assert.Equal(["result", "d"], process.Outputs.Select(output => output.Name));
    }

    [Fact]
    public async Task Values_go_where_the_workflow_names_them()
    {
        var report = await RunAsync(Chain, """{"text": "hello", "numbers": [1, 2]}""");

        Assert.Null(report.Problem);
        Assert.Equal([("result", "\"hello\""), ("d", "[1,2]")], report.Outputs.Select(output => (output.Name, output.Value!.ToJsonString())));
    }

    [Fact]
    public async Task An_input_that_may_be_left_out_is_left_out()
    {
        var report = await RunAsync(Chain, """{"text": "hello"}""");

        Assert.Equal(["result"], report.Outputs.Select(output => output.Name));
    }

    [Fact]
    public async Task Rasters_pass_through_a_workflow()
    {
        const string Ndvi =
            """
            {"id": "double", "process": "band-math", "outputs": {"statistics": {}},
             "inputs": {"il": [{"process": "band-math", "inputs": {"il": [{"$input": "image"}], "exp": "im1b1 * 2"}, "outputs": {"out": {}}}], "exp": {"$input": "formula"}}}
            """;

        var report = await RunAsync(Ndvi, """{"image": "inputs/a.tif", "formula": "im1b1 + 1"}""", folder =>
        {
            using var raster = new TestRaster();
            Directory.CreateDirectory(Path.Combine(folder, "inputs"));
            File.Copy(raster.Write("a.tif", 2, PixelType.UInt16, noData: null, [20, 20, 20, 20]), Path.Combine(folder, "inputs", "a.tif"));
        });

        Assert.Null(report.Problem);
        Assert.Equal(41, report.Outputs.Single().Value!["mean"]!.GetValue<double>(), 1e-9);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        const string Broken =
            """
            {"process": "echo", "outputs": {"z": {}},
             "inputs": {"a": {"process": "nothing"}, "y": 1, "d": "no list", "b": {"process": "echo", "inputs": {}, "outputs": {"b": {}}}}}
            """;

        var problem = Assert.Throws<ProblemException>(() => Read(Broken)).Problem;

        Assert.Equal(
            ["/id", "/inputs/a/process", "/inputs/b/inputs/a", "/inputs/d", "/inputs/y", "/outputs/z"],
            problem.Details!.Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
    }

    private static (string Id, Package Package) Read(string text) =>
        new WorkflowReader(Catalog, "anonymous", id => id).Read(JsonNode.Parse(text)!.AsObject(), "application/json", text);

    private static async Task<JobReport> RunAsync(string workflow, string inputs, Action<string>? prepare = null)
    {
        using var folder = new TemporaryFolder();
        prepare?.Invoke(folder.Path);
        var (id, package) = Read(workflow);
        var workspace = new Workspace(folder.Path);
        var spec = new JobSpec { ProcessId = id, Package = package.Digest, Inputs = JsonNode.Parse(inputs)!.AsObject() };
        await workspace.WriteOrderAsync(new(JobId.New(TimeProvider.System), 1, spec, package), CancellationToken.None);
        return await new Worker(Catalog, TimeProvider.System).RunAsync(workspace, 1, new(), CancellationToken.None);
    }
}
