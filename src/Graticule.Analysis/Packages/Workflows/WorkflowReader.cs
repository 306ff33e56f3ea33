using System.Text.Json.Nodes;
using Graticule.Jobs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Workflows;

/// <summary>
/// Reads a deployable workflow: an execute request that names its <c>process</c>, with <c>{"$input": name}</c> in the place of values, and
/// optionally <c>{"$output": name}</c> at outputs of the outermost process (OGC API - Processes, Part 3, class deployable-workflows).
/// </summary>
/// <param name="catalog">The processes that there are.</param>
/// <param name="owner">Who deploys: calls mean what this owner would mean by them.</param>
/// <param name="idOf">Id of the process that an address names; null for one elsewhere.</param>
public sealed class WorkflowReader(ProcessCatalog catalog, string owner, Func<string, string?> idOf)
{
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, Package> _packages = new(StringComparer.Ordinal);

    /// <param name="body">The request.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="original">Its text.</param>
    /// <exception cref="ProblemException">InvalidInput with every fault.</exception>
    public (string Id, Package Package) Read(JsonObject body, string mediaType, string original)
    {
        var id = Text(body, "id");
        if (string.IsNullOrEmpty(id))
        {
            _faults.Add(new("/id", "A workflow needs an id under which it is deployed."));
        }

        var root = ReadCall(body, "", depth: 0);
        var outputs = ReadOutputs(body, root);
        if (_faults.Count > 0 || root is null)
        {
            throw new ProblemException(new(
                ProblemKind.InvalidInput, _faults.Count == 1 ? _faults[0].Message : $"There are {_faults.Count} faults in the workflow; each is listed.", _faults[0].Pointer, _faults));
        }

        var workflow = new Workflow(Text(body, "title") ?? id!, Text(body, "description"), Text(body, "version") ?? "1.0.0", root, outputs, _packages);
        return (id!, new(Workflow.Kind, mediaType, original, workflow.Write()));
    }

    private NestedCall? ReadCall(JsonObject node, string pointer, int depth)
    {
        var named = Text(node, "process");
        var id = named is null ? null : idOf(named);
        if (id is null || catalog.Find(owner, id) is not { } process)
        {
            _faults.Add(new(pointer + "/process", $"'{named}' is no process of this server; name one by its address or its id."));
            return null;
        }

        if (depth > NestedCall.MaxDepth)
        {
            _faults.Add(new(pointer, $"Processes are nested deeper than {NestedCall.MaxDepth} levels, which is the limit here."));
            return null;
        }

        var tied = catalog.Tie(owner, new() { ProcessId = id });
        if (catalog.PackageOf(tied) is { } package)
        {
            _packages[package.Digest] = package;
        }

        var inputs = ReadInputs(node["inputs"], process.Description, pointer, depth);
        var output = depth == 0 ? null : (node["outputs"] as JsonObject)?.Select(member => member.Key).FirstOrDefault();
        return new(id, inputs, output, tied.Package);
    }

    private JsonObject ReadInputs(JsonNode? given, ProcessDescription process, string pointer, int depth)
    {
        JsonObject inputs = [];
        foreach (var (name, value) in given as JsonObject ?? [])
        {
            var place = $"{pointer}/inputs/{name}";
            if (process.Inputs.FirstOrDefault(input => input.Name == name) is not { } taker)
            {
                _faults.Add(new(place, $"The process '{process.Id}' has no input '{name}'; it has: {string.Join(", ", process.Inputs.Select(input => input.Name))}."));
            }
            else if (value is JsonArray list && taker.IsList)
            {
                inputs[name] = new JsonArray([.. list.Select((one, index) => ReadValue(one, taker, $"{place}/{index}", depth))]);
            }
            else
            {
                var one = ReadValue(value, taker, place, depth);
                inputs[name] = taker.IsList && Workflow.InputOf(one) is null ? new JsonArray(one) : one;
            }
        }

        foreach (var missing in process.Inputs.Where(input => input.MinOccurs > 0 && !input.Schema.ContainsKey("default") && !inputs.ContainsKey(input.Name)))
        {
            _faults.Add(new($"{pointer}/inputs/{missing.Name}", $"The process '{process.Id}' needs the input '{missing.Name}'; give a value, a process, or {{\"$input\": name}}."));
        }

        return inputs;
    }

    private JsonNode? ReadValue(JsonNode? value, Parameter taker, string pointer, int depth)
    {
        if (Workflow.InputOf(value) is not null)
        {
            return value!.DeepClone();
        }

        if (value is JsonObject call && call.ContainsKey("process"))
        {
            return ReadCall(call, pointer, depth + 1)?.Write();
        }

        if (taker.IsFile)
        {
            _faults.Add(new(pointer, "A file cannot be part of a workflow; make it an input of the workflow with {\"$input\": name}."));
            return null;
        }

        var plain = value is JsonObject wrapped && wrapped.TryGetPropertyValue("value", out var inner) ? inner : value;
        _faults.AddRange(InputCheck.CheckValue(taker, plain, pointer));
        return plain?.DeepClone();
    }

    private Dictionary<string, string> ReadOutputs(JsonObject body, NestedCall? root)
    {
        var known = root is null ? [] : catalog.Find(owner, root.ProcessId)!.Description.Outputs.Select(output => output.Name).ToList();
        if (body["outputs"] is not JsonObject { Count: > 0 } wanted)
        {
            return known.ToDictionary(name => name, StringComparer.Ordinal);
        }

        Dictionary<string, string> outputs = new(StringComparer.Ordinal);
        foreach (var (name, value) in wanted)
        {
            if (root is not null && !known.Contains(name, StringComparer.Ordinal))
            {
                _faults.Add(new($"/outputs/{name}", $"The process '{root.ProcessId}' has no output '{name}'; it has: {string.Join(", ", known)}."));
            }

            outputs[name] = value is JsonObject described && Text(described, "$output") is { } renamed ? renamed : name;
        }

        return outputs;
    }

    private static string? Text(JsonObject found, string member) => found[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
