using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Workflows;

/// <summary>
/// What a workflow takes and gives, derived: an input is described as the first process's input that it goes into; it may be left out
/// where it may be left out everywhere it goes.
/// </summary>
internal static class WorkflowDescription
{
    /// <param name="id">The process's id.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="find">The description of the process that a call names.</param>
    public static ProcessDescription Derive(string id, Workflow workflow, Func<NestedCall, ProcessDescription> find)
    {
        var root = find(workflow.Root);
        Dictionary<string, Parameter> inputs = new(StringComparer.Ordinal);
        Collect(workflow.Root, find, inputs);
        return new()
        {
            Id = id,
            Version = workflow.Version,
            Title = workflow.Title,
            Description = workflow.Description,
            IsMutable = true,
            IsRepeatable = Calls(workflow.Root).All(call => find(call).IsRepeatable),
            Executor = Calls(workflow.Root).Select(call => find(call).Executor).FirstOrDefault(executor => executor is not null),
            Inputs = [.. inputs.Values],
            Outputs = [.. root.Outputs.Where(output => workflow.Outputs.ContainsKey(output.Name)).Select(output => output with { Name = workflow.Outputs[output.Name] })],
        };
    }

    private static IEnumerable<NestedCall> Calls(NestedCall root) => NestedCalls.FindAll(root.Inputs).Prepend(root);

    private static void Collect(NestedCall call, Func<NestedCall, ProcessDescription> find, Dictionary<string, Parameter> inputs)
    {
        var process = find(call);
        foreach (var (name, value) in call.Inputs)
        {
            if (process.Inputs.FirstOrDefault(parameter => parameter.Name == name) is not { } taker)
            {
                continue;
            }

            // One value of a list is needed where it is named.
            var one = value is JsonArray ? taker with { MinOccurs = 1, MaxOccurs = 1 } : taker;
            foreach (var node in value is JsonArray list ? list.ToList() : [value])
            {
                if (Workflow.InputOf(node) is { } input)
                {
                    Add(inputs, input, one);
                }
                else if (NestedCall.TryRead(node, out var inner))
                {
                    Collect(inner, find, inputs);
                }
                else
                {
                    // A value of the workflow's own.
                }
            }
        }
    }

    private static void Add(Dictionary<string, Parameter> inputs, string name, Parameter taker) =>
        inputs[name] = inputs.TryGetValue(name, out var known)
            ? known with { MinOccurs = Math.Max(known.MinOccurs, taker.MinOccurs) }
            : taker with { Name = name };
}
