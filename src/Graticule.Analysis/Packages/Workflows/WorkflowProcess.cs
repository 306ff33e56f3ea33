using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Nesting;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Workflows;

/// <summary>A deployed workflow (OGC API - Processes, Part 3): its inputs are put where it names them, and its processes run as nested ones do.</summary>
internal sealed class WorkflowProcess : IProcess
{
    private readonly ProcessCatalog _catalog;
    private readonly Workflow _workflow;

    public WorkflowProcess(string id, Workflow workflow, ProcessCatalog catalog)
    {
        _catalog = catalog;
        _workflow = workflow;
        Description = WorkflowDescription.Derive(id, workflow, call => Find(call).Description);
    }

    public ProcessDescription Description { get; }

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var nested = new NestedRun(_catalog, job, _workflow.Packages);
        var process = Find(_workflow.Root);
        var count = 0;
        var inputs = Fill(_workflow.Root.Inputs, job, home: "", ref count);
        var outputs = job.Spec.Outputs is null
            ? _workflow.Outputs.Keys.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal)
            : _workflow.Outputs.Where(output => job.Wants(output.Value)).ToDictionary(output => output.Key, output => job.MediaTypeOf(output.Value), StringComparer.Ordinal);
        var spec = _workflow.Root.ToSpec(job.Spec) with
        {
            Inputs = await nested.ResolveAsync(process.Description, inputs, home: "", cancellationToken),
            Outputs = outputs,
        };
        var inner = job.Nest(spec, job.Folder);
        await process.RunAsync(inner, cancellationToken);
        foreach (var output in inner.Outputs.Where(output => _workflow.Outputs.ContainsKey(output.Name)))
        {
            job.Add(output with { Name = _workflow.Outputs[output.Name] });
        }
    }

    private IProcess Find(NestedCall call) =>
        (call.Package is { } digest ? _catalog.Load(call.ProcessId, _workflow.Packages[digest]) : _catalog.Of(new() { ProcessId = call.ProcessId }))
            ?? throw new ProblemException(ProblemKind.NotFound, $"The workflow calls the process '{call.ProcessId}', which is not there any more.", call.ProcessId);

    /// <summary>The inputs of a call with the job's values in their places, and a folder for each call below.</summary>
    private static JsonObject Fill(JsonObject inputs, JobContext job, string home, ref int count)
    {
        JsonObject filled = [];
        foreach (var (name, value) in inputs)
        {
            if (value is JsonArray list)
            {
                JsonArray values = [];
                foreach (var one in list)
                {
                    if (FillOne(one, job, home, ref count, out var node))
                    {
                        values.Add(node);
                    }
                }

                filled[name] = values;
            }
            else if (FillOne(value, job, home, ref count, out var node))
            {
                filled[name] = node;
            }
            else
            {
                // An input that the caller left out: the process's own default holds.
            }
        }

        return filled;
    }

    private static bool FillOne(JsonNode? value, JobContext job, string home, ref int count, out JsonNode? filled)
    {
        if (NestedCall.TryRead(value, out var call))
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"nested/{count++}");
            filled = (call with { Inputs = Fill(call.Inputs, job, folder, ref count), Folder = folder }).Write();
            return true;
        }

        if (Workflow.InputOf(value) is not { } input)
        {
            filled = value?.DeepClone();
            return true;
        }

        filled = job.Inputs[input]?.DeepClone();
        filled = Relocate(filled, home);
        return job.Inputs.ContainsKey(input);
    }

    /// <summary>Staged files lie in the attempt's folder; a nested process has its own, two levels below.</summary>
    private static JsonNode? Relocate(JsonNode? value, string home) => value switch
    {
        _ when home.Length == 0 => value,
        JsonValue text when text.TryGetValue(out string? path) && path.StartsWith("inputs/", StringComparison.Ordinal) => JsonValue.Create($"../../{path}"),
        JsonArray list => new JsonArray([.. list.Select(item => Relocate(item?.DeepClone(), home))]),
        _ => value,
    };
}
