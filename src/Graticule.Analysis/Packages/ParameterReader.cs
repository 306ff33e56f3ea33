using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages;

/// <summary>Inputs and outputs of a description: an object by name, or an array whose items have an <c>id</c> as drafts had it.</summary>
internal static class ParameterReader
{
    private const int MaxName = 200;

    private const string Unbounded = "unbounded";

    public static IReadOnlyList<Parameter> Read(JsonObject description, string name, FaultList faults, string pointer)
    {
        var at = FaultList.Below(pointer, name);
        switch (description[name])
        {
            case null:
                return [];
            case JsonObject map:
                return [.. map.Select(member => Read(member.Key, member.Value, faults, FaultList.Below(at, member.Key)))];
            case JsonArray list:
                return [.. list.Select((item, index) => ReadItem(item, faults, $"{at}/{index}"))];
            default:
                faults.Add(at, $"The member '{name}' must be an object that has each of them by its name.");
                return [];
        }
    }

    private static Parameter ReadItem(JsonNode? item, FaultList faults, string at)
    {
        var id = (item as JsonObject)?.Text("id", faults, at);
        if (id is null)
        {
            faults.Add(FaultList.Below(at, "id"), "In an array, each needs an 'id'.");
        }

        return Read(id ?? "unnamed", item, faults, at);
    }

    private static Parameter Read(string name, JsonNode? node, FaultList faults, string at)
    {
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
        {
            faults.Add(at, $"The name must have 1 to {MaxName} characters and no control characters.");
        }

        if (node is not JsonObject given)
        {
            faults.Add(at, "A parameter must be an object with a 'schema'.");
            return new(name, []) { Title = name };
        }

        var schema = ReadSchema(given, faults, at);
        var mediaTypes = FileSchema.MediaTypes(schema);
        var isOptional = schema["nullable"] is JsonValue nullable && nullable.TryGetValue(out bool yes) && yes;
        var least = Occurs(given, "minOccurs", isOptional ? 0 : 1, faults, at) ?? 0;
        var most = Occurs(given, "maxOccurs", 1, faults, at);
        if (most < Math.Max(1, least))
        {
            faults.Add(FaultList.Below(at, "maxOccurs"), $"At most {most} values cannot be, with at least {least}.");
        }

        return new(name, schema)
        {
            Title = given.Text("title", faults, at) ?? name,
            Description = given.Text("description", faults, at),
            MinOccurs = least,
            MaxOccurs = most,
            MediaTypes = mediaTypes,
            IsFolder = mediaTypes.Count == 0 && FileSchema.IsFolder(schema),
            Metadata = DescriptionFacts.Metadata(given, faults, at),
            AdditionalParameters = DescriptionFacts.AdditionalParameters(given, faults, at),
        };
    }

    private static JsonObject ReadSchema(JsonObject given, FaultList faults, string at)
    {
        if (!given.TryGetPropertyValue("schema", out var node) || node is null)
        {
            return [];
        }

        var resolved = SchemaReferences.Resolve(node);
        var found = SchemaCheck.Check(resolved, FaultList.Below(at, "schema"));
        faults.Add(found);
        return found.Count == 0 ? (JsonObject)resolved! : [];
    }

    /// <summary>Null: any number.</summary>
    private static int? Occurs(JsonObject given, string name, int usual, FaultList faults, string at)
    {
        var value = given[name];
        if (value is null)
        {
            return usual;
        }

        if (name == "maxOccurs" && JsonMembers.TextOf(value) == Unbounded)
        {
            return null;
        }

        if (JsonMembers.Number(value) is >= 0 and <= int.MaxValue and var number && double.IsInteger(number))
        {
            return (int)number;
        }

        faults.Add(FaultList.Below(at, name), $"The member '{name}' is {value.ToJsonString()}; it must be a whole number, 0 or more{(name == "maxOccurs" ? ", or 'unbounded'" : "")}.");
        return usual;
    }
}
