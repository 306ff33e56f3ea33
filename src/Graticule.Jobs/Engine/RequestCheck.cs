using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Engine;

/// <summary>Everything that is wrong with a request, nested processes included.</summary>
internal sealed class RequestCheck(ProcessCatalog catalog, string owner)
{
    public IReadOnlyList<Fault> Check(IProcess process, JobSpec spec)
    {
        var (plain, own) = (InputCheck.Check(process.Description, spec), process.Check(spec));
        if (!NestedCalls.Any(spec.Inputs))
        {
            return own.Count == 0 ? plain : [.. plain, .. own];
        }

        List<Fault> faults = [.. plain, .. own];
        foreach (var (call, input, _, pointer) in NestedCalls.Find(spec.Inputs))
        {
            var taker = process.Description.Inputs.FirstOrDefault(parameter => parameter.Name == input);
            CheckCall(call, taker, "/inputs" + pointer, depth: 1, faults);
        }

        return faults;
    }

    private void CheckCall(NestedCall call, Parameter? taker, string pointer, int depth, List<Fault> faults)
    {
        if (depth > NestedCall.MaxDepth)
        {
            faults.Add(new(pointer, $"Processes are nested deeper than {NestedCall.MaxDepth} levels, which is the limit here."));
            return;
        }

        if (catalog.Find(owner, call.ProcessId) is not { } process)
        {
            faults.Add(new(pointer + "/process", $"There is no process '{call.ProcessId}'."));
            return;
        }

        var spec = call.ToSpec(new() { ProcessId = call.ProcessId });
        var found = InputCheck.Check(process.Description, spec).Concat(process.Check(spec));
        faults.AddRange(found.Select(fault => fault with { Pointer = pointer + fault.Pointer }));
        CheckOutput(call, process.Description, taker, pointer, faults);
        foreach (var (inner, input, _, below) in NestedCalls.Find(call.Inputs))
        {
            var parameter = process.Description.Inputs.FirstOrDefault(one => one.Name == input);
            CheckCall(inner, parameter, pointer + "/inputs" + below, depth + 1, faults);
        }
    }

    private static void CheckOutput(NestedCall call, ProcessDescription process, Parameter? taker, string pointer, List<Fault> faults)
    {
        var output = call.Output is null && process.Outputs is [var only]
            ? only
            : process.Outputs.FirstOrDefault(one => one.Name == call.Output);
        if (output is null)
        {
            var names = string.Join(", ", process.Outputs.Select(one => one.Name));
            if (call.Output is null)
            {
                faults.Add(new(pointer + "/outputs", $"The process '{process.Id}' has several outputs; name the one that is the value: {names}."));
            }
        }
        else if (taker is { IsFile: false, IsFolder: false } && output.IsFile)
        {
            faults.Add(new(pointer, $"The output '{output.Name}' of '{process.Id}' is a file, and the input '{taker.Name}' takes a value."));
        }
        else if (output.IsList && taker is { IsList: false })
        {
            faults.Add(new(pointer, $"The output '{output.Name}' of '{process.Id}' is a list, and the input '{taker.Name}' takes one value."));
        }
        else
        {
            // What the value is, only the run can tell.
        }
    }
}
