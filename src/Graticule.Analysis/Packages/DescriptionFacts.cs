using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages;

/// <summary>What processes and parameters have in common (descriptionType.yaml): keywords, metadata, links, additional parameters.</summary>
internal static class DescriptionFacts
{
    public static IReadOnlyList<string> Keywords(JsonObject owner, FaultList faults, string pointer)
    {
        var keywords = owner.List("keywords", faults, pointer) ?? [];
        if (keywords.Any(one => JsonMembers.TextOf(one) is null))
        {
            faults.Add(FaultList.Below(pointer, "keywords"), "Each keyword must be a text.");
        }

        return [.. keywords.Select(JsonMembers.TextOf).OfType<string>()];
    }

    public static IReadOnlyList<ProcessMetadata> Metadata(JsonObject owner, FaultList faults, string pointer)
    {
        var at = FaultList.Below(pointer, "metadata");
        return [.. Objects(owner, "metadata", faults, pointer).Select((one, index) => new ProcessMetadata(
            one.Text("title", faults, $"{at}/{index}"), one.Text("role", faults, $"{at}/{index}"), one.Text("href", faults, $"{at}/{index}"), one["value"]?.DeepClone()))];
    }

    public static IReadOnlyList<ProcessLink> Links(JsonObject owner, FaultList faults, string pointer)
    {
        List<ProcessLink> links = [];
        var at = FaultList.Below(pointer, "links");
        foreach (var (one, index) in Objects(owner, "links", faults, pointer).Select((one, index) => (one, index)))
        {
            if (one.Text("href", faults, $"{at}/{index}") is not { } href)
            {
                faults.Add($"{at}/{index}/href", "A link needs an 'href'.");
            }
            else if (one.Text("rel", faults, $"{at}/{index}") is var relation && relation is not ("self" or "alternate"))
            {
                // Where the description lay before is not where this process is.
                links.Add(new(href, relation ?? "related", one.Text("type", faults, $"{at}/{index}"), one.Text("title", faults, $"{at}/{index}")));
            }
        }

        return links;
    }

    /// <summary>An array of <c>{name, value}</c>, or an object whose <c>parameters</c> is one (18-062r2 additionalParameter.yaml).</summary>
    public static IReadOnlyList<AdditionalParameter> AdditionalParameters(JsonObject owner, FaultList faults, string pointer)
    {
        const string Name = "additionalParameters";
        var at = FaultList.Below(pointer, Name);
        JsonArray given;
        switch (owner[Name])
        {
            case null:
                return [];
            case JsonArray array:
                given = array;
                break;
            case JsonObject map:
                given = map.List("parameters", faults, at) ?? [];
                at = FaultList.Below(at, "parameters");
                break;
            default:
                faults.Add(at, "Additional parameters must be an array of {\"name\": …, \"value\": …}, or an object whose 'parameters' is one.");
                return [];
        }

        return Read(given, faults, at);
    }

    private static List<AdditionalParameter> Read(JsonArray given, FaultList faults, string at)
    {
        List<AdditionalParameter> read = [];
        for (var index = 0; index < given.Count; index++)
        {
            if (given[index] is JsonObject one && one.Text("name", faults, $"{at}/{index}") is { } name)
            {
                read.Add(new(name, one["value"] is JsonArray values ? [.. values.Select(value => value?.DeepClone())] : [one["value"]?.DeepClone()]));
            }
            else
            {
                faults.Add($"{at}/{index}", "An additional parameter must be an object with a 'name' and a 'value'.");
            }
        }

        return read;
    }

    private static IEnumerable<JsonObject> Objects(JsonObject owner, string name, FaultList faults, string pointer)
    {
        var given = owner.List(name, faults, pointer) ?? [];
        if (given.Any(one => one is not JsonObject))
        {
            faults.Add(FaultList.Below(pointer, name), $"Each of the '{name}' must be an object.");
        }

        return given.OfType<JsonObject>();
    }
}
