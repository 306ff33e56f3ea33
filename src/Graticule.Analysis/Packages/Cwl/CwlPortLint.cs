using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Checks the inputs and outputs of a process.</summary>
internal static class CwlPortLint
{
    /// <summary>Signs that have a meaning where ids are put into texts: lists of inputs, and quoting in queries.</summary>
    private static readonly string[] Forbidden = [",", ";", "$q$", "$$"];

    public static void Check(JsonObject process, CwlScope scope)
    {
        CheckId(process, scope.Faults);
        var isTool = process["class"].Text() == "CommandLineTool";
        foreach (var (member, kind) in ((string, string)[])[("inputs", "input"), ("outputs", "output")])
        {
            if (process[member] is not JsonArray ports)
            {
                scope.Faults.Add(process, $"'{member}' is missing; write an empty map if there are none.");
                continue;
            }

            CheckTwice(ports, scope.Faults);
            foreach (var port in ports.Maps())
            {
                CwlFields.Check(port, kind, scope.Version, scope.Faults);
                CheckId(port, scope.Faults);
                CheckBindings(port, scope);
                CheckShortcut(port, isTool && kind == "output", scope.Faults);
            }
        }

        foreach (var input in process["inputs"].Maps())
        {
            if (input["default"] is { } value && !Fits(value, input["type"]!))
            {
                scope.Faults.Add(value, $"The default of '{input["id"].Text()}' is not of its type, {CwlType.Write(input["type"]!)}.");
            }
        }
    }

    public static void CheckTwice(JsonArray parts, CwlFaults faults)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts.Maps())
        {
            if (!known.Add(part["id"].Text() ?? ""))
            {
                faults.Add(part, $"The id '{part["id"].Text()}' stands twice in this list.");
            }
        }
    }

    public static void CheckId(JsonObject part, CwlFaults faults)
    {
        if (part["id"].IsText(out var id) && Array.Find(Forbidden, sign => id.Contains(sign, StringComparison.Ordinal)) is { } found)
        {
            faults.Add(part, $"The id '{id.TrimStart('#')}' holds '{found}', which has a meaning in requests; use letters, digits, '-' and '_'.");
        }
    }

    private static void CheckBindings(JsonObject port, CwlScope scope)
    {
        foreach (var name in (string[])["inputBinding", "outputBinding"])
        {
            if (port[name] is JsonObject binding)
            {
                CwlFields.Check(binding, name, scope.Version, scope.Faults);
            }
            else if (port[name] is { } other)
            {
                scope.Faults.Add(other, $"'{name}' must be a map.");
            }
        }
    }

    private static void CheckShortcut(JsonObject port, bool isToolOutput, CwlFaults faults)
    {
        if (port["type"].IsText(out var type) && type is "stdout" or "stderr" && !isToolOutput)
        {
            faults.Add(port, $"Only an output of a CommandLineTool can have the type '{type}'.");
        }
    }

    private static bool Fits(JsonNode value, JsonNode type)
    {
        if (type is JsonArray union)
        {
            return union.OfType<JsonNode>().Any(member => Fits(value, member));
        }

        var kind = value.GetValueKind();
        return (type.Text() ?? (type as JsonObject)?["type"].Text()) switch
        {
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "int" or "long" => kind == JsonValueKind.Number && double.IsInteger(value.GetValue<double>()),
            "float" or "double" => kind == JsonValueKind.Number,
            "string" => kind == JsonValueKind.String,
            "File" or "Directory" => value is JsonObject map && map["class"].Text() == type.Text(),
            "null" => false,
            "array" => value is JsonArray list && list.All(item => item is not null && Fits(item, type["items"]!)),
            "record" => kind == JsonValueKind.Object,
            "enum" => type["symbols"].Texts().Contains(value.Text(), StringComparer.Ordinal),
            _ => true,
        };
    }
}
