using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Nesting;

/// <summary>Runs the processes that make the inputs of another one, innermost first, each in its folder below the attempt's.</summary>
/// <param name="catalog">The program's own processes, and what makes processes of packages.</param>
/// <param name="job">The job that they are a part of; its folder is the attempt's.</param>
/// <param name="packages">The packages of nested processes, by digest.</param>
internal sealed class NestedRun(ProcessCatalog catalog, JobContext job, IReadOnlyDictionary<string, Package> packages)
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
        List<(string Input, JsonNode? Value)> more = [];
        foreach (var (call, input, index, _) in NestedCalls.Find(inputs))
        {
            var taker = process.Inputs.First(parameter => parameter.Name == input);
            var made = await RunAsync(call, cancellationToken);
            NestedCalls.Put(resolved, input, index, ValueOf(taker, call, made[0], home));

            // An output with several values gives the input several, after those that the caller listed.
            more.AddRange(made.Skip(1).Select(output => (input, ValueOf(taker, call, output, home))));
        }

        more.ForEach(value => resolved[value.Input]!.AsArray().Add(value.Value));
        return resolved;
    }

    /// <summary>The process of a call: the program's own, or of a package that came along.</summary>
    public IProcess Find(NestedCall call) =>
        (call.Package is { } digest ? catalog.Load(call.ProcessId, packages[digest]) : catalog.Of(call.ToSpec(job.Spec)))
            ?? throw new ProblemException(ProblemKind.NotFound, $"This worker knows no process '{call.ProcessId}'.", call.ProcessId);

    private async Task<IReadOnlyList<JobOutput>> RunAsync(NestedCall call, CancellationToken cancellationToken)
    {
        var process = Find(call);
        job.Log(LogLevel.Info, $"Running '{call.ProcessId}' for one of the inputs.");
        var folder = Directory.CreateDirectory(Path.Combine(job.Folder, call.Folder!)).FullName;
        var inputs = await ResolveAsync(process.Description, call.Inputs, call.Folder!, cancellationToken);
        var context = job.Nest(call.ToSpec(job.Spec) with { Inputs = inputs }, folder);
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
        var folder = Path.Combine(job.Folder, call.Folder!);
        if (output.FileKey is { } file)
        {
            return Path.GetRelativePath(Path.Combine(job.Folder, home), Path.Combine(folder, file));
        }

        if (taker.IsFile)
        {
            var path = Path.Combine(folder, output.Name + ".json");
            File.WriteAllText(path, output.Value?.ToJsonString() ?? "null");
            return Path.GetRelativePath(Path.Combine(job.Folder, home), path);
        }

        var faults = InputCheck.CheckValue(taker, output.Value, $"/inputs/{taker.Name}");
        return faults.Count == 0
            ? output.Value?.DeepClone()
            : throw new ProblemException(new(
                ProblemKind.InvalidInput, $"What the nested process '{call.ProcessId}' gave does not fit the input '{taker.Name}': {faults[0].Message}", faults[0].Pointer, faults));
    }
}
