using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>The links of one workflow: where values come from, of what type they are, and whether they fit where they go.</summary>
internal sealed class CwlLinks(JsonObject workflow, CwlScope scope)
{
    /// <summary>Checks what a step's input or a workflow's output comes from.</summary>
    /// <param name="sink">The input or output.</param>
    /// <param name="source">Its <c>source</c> or <c>outputSource</c>.</param>
    /// <param name="type">Its type; null: any.</param>
    /// <param name="features">Requirements that hold there.</param>
    public void Check(JsonObject sink, JsonNode source, JsonNode? type, SortedSet<string> features)
    {
        var sources = source.Several().ToList();
        if (sources.Count > 1 && !features.Contains("MultipleInputFeatureRequirement"))
        {
            scope.Faults.Add(source, "Several sources need MultipleInputFeatureRequirement among the workflow's requirements.");
        }

        if (sink["linkMerge"] is { } merge && merge.Text() is not ("merge_nested" or "merge_flattened"))
        {
            scope.Faults.Add(merge, "'linkMerge' is merge_nested or merge_flattened.");
            return;
        }

        if (sink["pickValue"] is { } pick && pick.Text() is not ("first_non_null" or "the_only_non_null" or "all_non_null"))
        {
            scope.Faults.Add(pick, "'pickValue' is first_non_null, the_only_non_null or all_non_null.");
            return;
        }

        foreach (var one in sources)
        {
            CheckOne(sink, one, type, Merge(sink, source, sources.Count));
        }
    }

    /// <summary>Type of what a step takes at an input: with scatter, an array; null when it cannot be known.</summary>
    public JsonNode? SinkType(JsonObject step, string name)
    {
        var type = scope.Document.Target(step)?["inputs"].Named(name)?["type"];
        return type is not null && step["scatter"].Texts().Contains(name, StringComparer.Ordinal) ? CwlAssignment.Array(type) : type;
    }

    public void CheckIsArray(JsonObject step, string port)
    {
        var input = step["in"].Named(port)!;
        if (input["source"].Several().ToList() is [var only] && only.IsText(out var source) && TypeOf(source) is { } type
            && !CwlType.Present(type).Any(member => CwlType.Is(member, "array") || CwlType.Is(member, "Any")))
        {
            scope.Faults.Add(input, $"The step scatters over '{port}', but '{source}' is no array: it is {CwlType.Write(type)}.");
        }
    }

    private static string? Merge(JsonObject sink, JsonNode source, int count)
    {
        if (source is not JsonArray || sink["pickValue"].Text() is "first_non_null" or "the_only_non_null")
        {
            return null;
        }

        return sink["linkMerge"].Text() ?? (count > 1 ? "merge_nested" : null);
    }

    private void CheckOne(JsonObject sink, JsonNode source, JsonNode? type, string? merge)
    {
        if (!source.IsText(out var name))
        {
            scope.Faults.Add(source, "A source is a text: the name of an input, or 'step/output'.");
            return;
        }

        if (!Exists(name))
        {
            scope.Faults.Add(source, $"There is no '{name}'; there are: {string.Join(", ", Names())}.");
            return;
        }

        if (TypeOf(name) is { } from && type is not null && !CwlAssignment.CanGo(CwlAssignment.Merged(from, merge), type))
        {
            scope.Faults.Add(source, $"'{name}' is {CwlType.Write(CwlAssignment.Merged(from, merge))}, and cannot go to '{sink["id"].Text()}', which is {CwlType.Write(type)}.");
        }
    }

    private bool Exists(string name) => Names().Contains(name, StringComparer.Ordinal);

    private IEnumerable<string> Names() => workflow["inputs"].Maps().Select(input => input["id"].Text() ?? "")
        .Concat(workflow["steps"].Maps().SelectMany(step => step["out"].Texts().Select(output => $"{step["id"].Text()}/{output}")));

    /// <summary>Type of an input of the workflow or an output of a step; null when it cannot be known.</summary>
    private JsonNode? TypeOf(string name)
    {
        if (workflow["inputs"].Named(name) is { } input)
        {
            return input["type"];
        }

        var at = name.IndexOf('/', StringComparison.Ordinal);
        if (at < 0 || workflow["steps"].Named(name[..at]) is not { } step
            || scope.Document.Target(step)?["outputs"].Named(name[(at + 1)..])?["type"] is not { } type)
        {
            return null;
        }

        type = type.Text() is "stdout" or "stderr" ? JsonValue.Create("File") : type;
        var depth = step["scatterMethod"].Text() == "nested_crossproduct" ? step["scatter"].Several().Count() : Math.Min(1, step["scatter"].Several().Count());
        for (var level = 0; level < depth; level++)
        {
            type = CwlAssignment.Array(type);
        }

        return type;
    }
}
