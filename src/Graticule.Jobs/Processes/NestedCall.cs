using System.Globalization;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>
/// A value that another process is to make, before the process that takes it runs (OGC API - Processes, Part 3, nested processes). Written
/// into a spec's inputs as an object with reserved members, like an <see cref="InputReference"/>.
/// </summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Inputs">Its inputs, which may hold references and nested calls in turn.</param>
/// <param name="Output">The output that is the value; null: the process's only one.</param>
/// <param name="Package">As <see cref="JobSpec.Package"/>.</param>
/// <param name="Folder">In an order: the folder below the attempt's where the call runs and its files are.</param>
public sealed record NestedCall(string ProcessId, JsonObject Inputs, string? Output, string? Package = null, string? Folder = null)
{
    /// <summary>How deep calls may be nested in each other.</summary>
    public const int MaxDepth = 8;

    private const string ProcessMember = "$process";

    public static bool TryRead(JsonNode? value, out NestedCall call)
    {
        call = new("", [], Output: null);
        if (value is not JsonObject found || Text(found, ProcessMember) is not { } process)
        {
            return false;
        }

        call = new(process, found["$inputs"] as JsonObject ?? [], Text(found, "$output"), Text(found, "$package"), Text(found, "$folder"));
        return true;
    }

    public JsonObject Write()
    {
        JsonObject written = new() { [ProcessMember] = ProcessId, ["$inputs"] = Inputs.DeepClone() };
        foreach (var (name, value) in new[] { ("$output", Output), ("$package", Package), ("$folder", Folder) })
        {
            if (value is not null)
            {
                written[name] = value;
            }
        }

        return written;
    }

    /// <summary>The nested process as a request of its own.</summary>
    public JobSpec ToSpec(JobSpec outer) => outer with
    {
        ProcessId = ProcessId,
        Package = Package,
        Inputs = Inputs,
        Outputs = Output is null ? null : new Dictionary<string, string?>(StringComparer.Ordinal) { [Output] = null },
        Callbacks = null,
        Presentation = null,
    };

    private static string? Text(JsonObject found, string member) => found[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

/// <summary>The nested calls among a spec's inputs: an input's value, or one of its list. Those within a call are the call's own.</summary>
public static class NestedCalls
{
    /// <summary>Each call with its input's name, its place in the input's list (null: it is no list) and its JSON Pointer below <c>/inputs</c>.</summary>
    public static IEnumerable<(NestedCall Call, string Input, int? Index, string Pointer)> Find(JsonObject inputs)
    {
        foreach (var (name, value) in inputs)
        {
            var pointer = "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            if (NestedCall.TryRead(value, out var call))
            {
                yield return (call, name, null, pointer);
            }
            else if (value is JsonArray list)
            {
                for (var index = 0; index < list.Count; index++)
                {
                    if (NestedCall.TryRead(list[index], out var one))
                    {
                        yield return (one, name, index, pointer + "/" + index.ToString(CultureInfo.InvariantCulture));
                    }
                }
            }
        }
    }

    public static bool Any(JsonObject inputs) => Find(inputs).Any();

    /// <summary>Every call, however deep.</summary>
    public static IEnumerable<NestedCall> FindAll(JsonObject inputs) =>
        Find(inputs).SelectMany(found => FindAll(found.Call.Inputs).Prepend(found.Call));

    /// <summary>A copy of the inputs with another node in the place of each call.</summary>
    public static JsonObject Replace(JsonObject inputs, Func<NestedCall, JsonNode?> replace)
    {
        var calls = Find(inputs).ToList();
        var copy = (JsonObject)inputs.DeepClone();
        foreach (var (call, input, index, _) in calls)
        {
            Put(copy, input, index, replace(call));
        }

        return copy;
    }

    /// <summary>Puts a node into the place of a call.</summary>
    public static void Put(JsonObject inputs, string input, int? index, JsonNode? value)
    {
        if (index is { } place)
        {
            inputs[input]!.AsArray()[place] = value;
        }
        else
        {
            inputs[input] = value;
        }
    }
}
