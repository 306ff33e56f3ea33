using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>Holds a request against a process description.</summary>
public static class InputCheck
{
    /// <summary>Every fault in inputs and wanted outputs; empty when there is none. A reference is taken on trust until it is fetched.</summary>
    public static IReadOnlyList<Fault> Check(ProcessDescription process, JobSpec spec)
    {
        var shape = ProcessShape.Of(process);
        var walk = new Walk("", isQuiet: false);
        walk.Enter("inputs");
        var known = 0;
        foreach (var input in shape.Inputs)
        {
            if (spec.Inputs.TryGetPropertyValue(input.Parameter.Name, out var value))
            {
                known++;
                walk.Enter(input.Parameter.Name);
                input.Check(value, ref walk);
                walk.Leave();
            }
            else if (input.IsRequired && walk.Fails())
            {
                walk.Enter(input.Parameter.Name);
                walk.Add($"The input '{input.Parameter.Name}' is missing; the process '{process.Id}' needs it.");
                walk.Leave();
            }
        }

        if (known < spec.Inputs.Count)
        {
            ReportUnknown(process, spec.Inputs, ref walk);
        }

        walk.Leave();
        CheckOutputs(process, spec, ref walk);
        return walk.Faults;
    }

    /// <summary>Every fault in one value of a parameter, as a reference yields it after the request was accepted.</summary>
    /// <param name="parameter">What the value is for.</param>
    /// <param name="value">One value, also where the parameter takes a list of them.</param>
    /// <param name="pointer">Where the value stands, such as <c>/inputs/il/0</c>.</param>
    public static IReadOnlyList<Fault> CheckValue(Parameter parameter, JsonNode? value, string pointer)
    {
        var walk = new Walk(pointer, isQuiet: false);
        ValueSchema.Compile(parameter.Schema).Check(value, ref walk);
        return walk.Faults;
    }

    private static void ReportUnknown(ProcessDescription process, JsonObject inputs, ref Walk walk)
    {
        foreach (var (name, _) in inputs)
        {
            if (!Contains(process.Inputs, name) && walk.Fails())
            {
                walk.Enter(name);
                walk.Add($"The process '{process.Id}' has no input '{name}'; it has: {Names(process.Inputs)}.");
                walk.Leave();
            }
        }
    }

    private static void CheckOutputs(ProcessDescription process, JobSpec spec, ref Walk walk)
    {
        if (spec.Outputs is null)
        {
            return;
        }

        walk.Enter("outputs");
        foreach (var (name, mediaType) in spec.Outputs)
        {
            walk.Enter(name);
            var output = process.Outputs.FirstOrDefault(output => output.Name == name);
            if (output is null)
            {
                if (walk.Fails())
                {
                    walk.Add($"The process '{process.Id}' has no output '{name}'; it has: {Names(process.Outputs)}.");
                }
            }
            else if (mediaType is not null && output.IsFile && !output.MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase) && walk.Fails())
            {
                walk.Add($"The output '{name}' cannot be '{mediaType}'; it can be: {string.Join(", ", output.MediaTypes)}.");
            }

            walk.Leave();
        }

        walk.Leave();
    }

    private static bool Contains(IReadOnlyList<Parameter> parameters, string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static string Names(IReadOnlyList<Parameter> parameters) =>
        parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(parameter => parameter.Name));
}
