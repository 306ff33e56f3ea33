using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Formats;

/// <summary>How a unit puts inputs on its command line and finds outputs (executionUnit.yaml, <c>bindings</c>).</summary>
internal static class BindingLint
{
    public static void Check(ProcessDescription process, JsonObject bindings, string pointer, FaultList faults)
    {
        foreach (var (name, binding, at) in Bindings(bindings, "inputBindings", process.Inputs, pointer, faults))
        {
            foreach (var member in (string[])["prefix", "valueFrom", "itemSeparator"])
            {
                binding.Text(member, faults, at);
            }

            if (binding["position"] is { } position && position.GetValueKind() != JsonValueKind.Number)
            {
                faults.Add($"{at}/position", $"The position of '{name}' must be a number.");
            }

            if (binding["shellQuote"] is { } quote && quote.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            {
                faults.Add($"{at}/shellQuote", "The member 'shellQuote' must be true or false.");
            }
        }

        foreach (var (name, binding, at) in Bindings(bindings, "outputBindings", process.Outputs, pointer, faults))
        {
            CheckGlob(name, binding["glob"], $"{at}/glob", faults);
        }
    }

    private static void CheckGlob(string name, JsonNode? glob, string at, FaultList faults)
    {
        var patterns = glob is JsonArray several ? [.. several.Select(JsonMembers.TextOf)] : (string?[])[JsonMembers.TextOf(glob)];
        if (patterns.Length == 0 || patterns.Contains(null))
        {
            faults.Add(at, $"The output '{name}' needs a 'glob': a pattern of file names, or an array of them.");
        }
        else if (patterns.Any(pattern => pattern!.StartsWith('/') || pattern.Split('/').Contains("..", StringComparer.Ordinal)))
        {
            faults.Add(at, "A pattern must be relative to the folder of the job, and stay in it.");
        }
    }

    private static List<(string Name, JsonObject Binding, string At)> Bindings(
        JsonObject bindings, string member, IReadOnlyList<Parameter> parameters, string pointer, FaultList faults)
    {
        List<(string, JsonObject, string)> found = [];
        foreach (var (name, value) in bindings.Map(member, faults, pointer) ?? [])
        {
            var at = FaultList.Below($"{pointer}/{member}", name);
            if (parameters.All(parameter => parameter.Name != name))
            {
                faults.Add(at, $"The description has no '{name}' here; it has: {string.Join(", ", parameters.Select(parameter => parameter.Name))}.");
            }
            else if (value is JsonObject binding)
            {
                found.Add((name, binding, at));
            }
            else
            {
                faults.Add(at, "A binding must be an object.");
            }
        }

        return found;
    }
}
