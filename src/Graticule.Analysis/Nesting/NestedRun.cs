using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Nesting;

/// <summary>Runs the processes that make the inputs of another one, innermost first, each in its folder below the attempt's.</summary>
internal sealed class NestedRun(ProcessCatalog catalog, JobOrder order, string folder, int cores, IJobEcho echo)
{
    /// <summary>The inputs with a value, or the path of a file, in the place of every call.</summary>
    /// <param name="process">The process that takes the inputs.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="home">Its folder, relative to the attempt's; empty for the outermost.</param>
    /// <param name="cancellationToken">Breaks the work off.</param>
    /// <exception cref="ProblemException">What a nested process failed with, naming it; or InvalidInput when its output does not fit.</exception>
    public async Task<JsonObject> ResolveAsync(ProcessDescription process, JsonObject inputs, string home, CancellationToken cancellationToken)
    {
        var resolved = (JsonObject)inputs.DeepClone();
        Dictionary<string, List<JsonNode?>> lists = new(StringComparer.Ordinal);
        foreach (var (call, input, index, _) in NestedCalls.Find(inputs))
        {
            var taker = process.Inputs.First(parameter => parameter.Name == input);
            var made = await RunAsync(call, cancellationToken);
            List<JsonNode?> values = [.. made.Select(output => ValueOf(taker, call, output, home))];
            if (index is null)
            {
                NestedCalls.Put(resolved, input, index, values[0]);
                continue;
            }

            NestedCalls.Put(resolved, input, index, values[0]);
            lists.TryAdd(input, []);
            lists[input].AddRange(values.Skip(1));
        }

        foreach (var (input, more) in lists)
        {
            more.ForEach(value => resolved[input]!.AsArray().Add(value));
        }

        return resolved;
    }

    private async Task<IReadOnlyList<JobOutput>> RunAsync(NestedCall call, CancellationToken cancellationToken)
    {
        var spec = call.ToSpec(order.Spec);
        var process = (call.Package is { } digest ? catalog.Load(call.ProcessId, order.Nested![digest]) : catalog.Of(spec))
            ?? throw new ProblemException(ProblemKind.NotFound, $"This worker knows no process '{call.ProcessId}'.", call.ProcessId);
        echo.Log(LogLevel.Info, $"Running '{call.ProcessId}' for one of the inputs.");
        var inputs = await ResolveAsync(process.Description, call.Inputs, call.Folder!, cancellationToken);
        var context = new JobContext(spec with { Inputs = inputs }, Path.Combine(folder, call.Folder!), cores, echo, order.Settings);
        try
        {
            await process.RunAsync(context, cancellationToken);
        }
        catch (ProblemException exception)
        {
            throw new ProblemException(exception.Problem with { Message = $"The nested process '{call.ProcessId}': {exception.Problem.Message}" }, exception);
        }

        var wanted = call.Output ?? process.Description.Outputs[0].Name;
        List<JobOutput> made = [.. context.Outputs.Where(output => output.Name == wanted)];
        return made.Count > 0
            ? made
            : throw new ProblemException(ProblemKind.ProcessFailed, $"The nested process '{call.ProcessId}' gave no output '{wanted}'.", call.ProcessId);
    }

    private JsonNode? ValueOf(Parameter taker, NestedCall call, JobOutput output, string home)
    {
        if (output.FileKey is { } file)
        {
            return Path.GetRelativePath(Path.Combine(folder, home), Path.Combine(folder, call.Folder!, file));
        }

        if (taker.IsFile)
        {
            var path = Path.Combine(folder, call.Folder!, output.Name + ".json");
            File.WriteAllText(path, output.Value?.ToJsonString() ?? "null");
            return Path.GetRelativePath(Path.Combine(folder, home), path);
        }

        var faults = InputCheck.CheckValue(taker, output.Value, $"/inputs/{taker.Name}");
        return faults.Count == 0
            ? output.Value?.DeepClone()
            : throw new ProblemException(new(
                ProblemKind.InvalidInput, $"What the nested process '{call.ProcessId}' gave does not fit the input '{taker.Name}': {faults[0].Message}", faults[0].Pointer, faults));
    }
}
