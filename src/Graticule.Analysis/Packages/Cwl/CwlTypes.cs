using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>
/// The types of one process in one form: <c>T?</c> and <c>T[]</c> written out, named types put in place of their names, lists of one
/// type taken for that type. What is left names nothing, so a process can be moved.
/// </summary>
/// <param name="faults">Takes names that stand for nothing.</param>
/// <param name="limits">How much may be written out.</param>
/// <param name="outer">Types of the process around this one, which it inherits.</param>
internal sealed class CwlTypes(CwlFaults faults, CwlLimits limits, CwlTypes? outer)
{
    private const string Suggestions = "null, boolean, int, long, float, double, string, File, Directory, Any, 'T[]', 'T?' or a type of SchemaDefRequirement";

    private readonly Dictionary<string, JsonObject> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _written;

    public static bool IsPlain(string name) => name is "null" or "boolean" or "int" or "long" or "float" or "double" or "string"
        or "File" or "Directory" or "Any" or "stdin" or "stdout" or "stderr";

    /// <summary>Takes up the types of a SchemaDefRequirement.</summary>
    public void Add(JsonObject requirement)
    {
        foreach (var type in requirement["types"].Several())
        {
            if (type is JsonObject map && map["name"].IsText(out var name))
            {
                _named[name] = map;
            }
            else
            {
                faults.Add(type, "A type of SchemaDefRequirement is a map with 'name' and 'type'.");
            }
        }
    }

    /// <summary>The type in one form. A type that cannot be read is a fault, and becomes <c>Any</c>.</summary>
    /// <param name="type">Detached from its map; its place is known.</param>
    public JsonNode Normalize(JsonNode? type)
    {
        switch (type)
        {
            case JsonArray several:
                return Union(several);
            case JsonObject map:
                return Schema(map);
            case not null when type.IsText(out var text):
                return Text(text, type);
            default:
                if (type is not null)
                {
                    faults.Add(type, $"{type.ToJsonString()} is no type; known are {Suggestions}.");
                }

                return Any();
        }
    }

    private JsonNode Union(JsonArray several)
    {
        List<JsonNode> members = [];
        foreach (var member in faults.TakeAll(several))
        {
            var made = Normalize(member ?? JsonValue.Create("null"));
            members.AddRange(made is JsonArray nested ? faults.TakeAll(nested).OfType<JsonNode>() : [made]);
        }

        members = [.. members.DistinctBy(member => member.ToJsonString(), StringComparer.Ordinal)];
        if (members.Count == 0)
        {
            faults.Add(several, "The list of types is empty.");
            return Any();
        }

        return members is [var only] ? only : new JsonArray([.. members]);
    }

    private JsonNode Text(string text, JsonNode at)
    {
        if (text.EndsWith('?'))
        {
            var inner = Text(text[..^1], at);
            JsonArray both = ["null"];
            foreach (var member in inner is JsonArray nested ? faults.TakeAll(nested) : [inner])
            {
                if (member.Text() != "null")
                {
                    both.Add(member);
                }
            }

            return both;
        }

        if (text.EndsWith("[]", StringComparison.Ordinal))
        {
            return new JsonObject { ["type"] = "array", ["items"] = Text(text[..^2], at) };
        }

        return IsPlain(text) ? JsonValue.Create(text) : Named(text, at);
    }

    private JsonNode Schema(JsonObject map)
    {
        switch (map["type"].Text())
        {
            case "array" when map.ContainsKey("items"):
                map["items"] = Normalize(faults.Take(map, "items"));
                return map;
            case "record":
                Fields(map);
                return map;
            case "enum" when map["symbols"] is JsonArray symbols:
                map["symbols"] = new JsonArray([.. symbols.Select(symbol => (JsonNode)JsonValue.Create(CwlNames.Last(symbol?.ToString() ?? "")))]);
                return map;
            case "array":
                faults.Add(map, "An array needs 'items', the type of its items.");
                return Any();
            case "enum":
                faults.Add(map, "An enum needs 'symbols', a list of texts.");
                return Any();
            default:
                faults.Add(map, "A map as a type needs 'type' to be array, record or enum; give any other type as a text.");
                return Any();
        }
    }

    private void Fields(JsonObject record)
    {
        JsonArray made = [];
        var fields = faults.Take(record, "fields");
        foreach (var field in CwlLists.Entries(fields, "name", "type", faults))
        {
            if (field["name"].IsText(out var name))
            {
                field["name"] = CwlNames.Last(name);
            }

            if (!field.ContainsKey("type"))
            {
                faults.Add(field, "The field of a record needs a 'type'.");
            }

            field["type"] = Normalize(faults.Take(field, "type"));
            made.Add(field);
        }

        record["fields"] = made;
    }

    private JsonNode Named(string name, JsonNode at)
    {
        if (Find(name) is not { } found)
        {
            faults.Add(at, $"There is no type '{name}'; known are {Suggestions}{Others()}.");
            return Any();
        }

        var (known, type, home) = found;
        if (!home._open.Add(known))
        {
            faults.Add(at, $"The type '{name}' holds itself; types that do are not supported.");
            return Any();
        }

        try
        {
            return home.WriteOut(known, type, at);
        }
        finally
        {
            home._open.Remove(known);
        }
    }

    private JsonNode WriteOut(string name, JsonObject type, JsonNode at)
    {
        _written += CwlTree.Count(type, limits.MaxNodes);
        if (_written > limits.MaxNodes)
        {
            faults.Add(at, $"With its named types written out, the document has more than {limits.MaxNodes} values.");
            return Any();
        }

        var copy = type.DeepClone().AsObject();
        Unname(copy);
        faults.Put(copy, faults.PlaceOf(at));
        var made = Schema(copy);
        if (made is JsonObject map && name.StartsWith(CwlSchemas.Address, StringComparison.Ordinal))
        {
            map[CwlSchemas.NameMember] = name[CwlSchemas.Address.Length..];
        }

        return made;
    }

    /// <summary>What is written out several times cannot have one name.</summary>
    private static void Unname(JsonObject type)
    {
        type.Remove("name");
        foreach (var inner in type["fields"] is JsonObject fields ? fields.Select(field => field.Value) : type["fields"].Maps().Select(field => field["type"]))
        {
            foreach (var map in inner.Several().OfType<JsonObject>())
            {
                Unname(map["type"] as JsonObject ?? map);
            }
        }
    }

    /// <summary>By the whole name, else by file and fragment, else by its last part.</summary>
    private (string Name, JsonObject Type, CwlTypes Home)? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Above)
        {
            var known = scope._named.Keys.FirstOrDefault(one => one == name)
                ?? scope._named.Keys.FirstOrDefault(one => name.Contains('#', StringComparison.Ordinal) && one.EndsWith("/" + name.TrimStart('.', '/'), StringComparison.Ordinal))
                ?? scope._named.Keys.FirstOrDefault(one => CwlNames.Last(one) == CwlNames.Last(name));
            if (known is not null)
            {
                return (known, scope._named[known], scope);
            }
        }

        return null;
    }

    private CwlTypes? Above => outer;

    private string Others() => _named.Count == 0 ? "" : $": {string.Join(", ", _named.Keys.Select(CwlNames.Last))}";

    private static JsonValue Any() => JsonValue.Create("Any");
}
