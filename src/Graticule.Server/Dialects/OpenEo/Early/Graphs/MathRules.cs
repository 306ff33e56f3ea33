using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Operations on arrays that are now on two values, and names of arguments.</summary>
internal static class MathRules
{
    private static readonly string[] Reducers = ["min", "max", "mean", "median", "sum", "product", "sd", "variance", "first", "last"];

    public static IEnumerable<KeyValuePair<string, Action<NodeCall>>> All =>
    [
        NodeRules.Rule("subtract", call => Chain(call, "data")),
        NodeRules.Rule("divide", call => Chain(call, "data")),
        NodeRules.Rule("xor", call => Chain(call, "expressions")),
        NodeRules.Rule("multiply", call => OfArray(call, "data", "product")),
        NodeRules.Rule("and", call => OfArray(call, "expressions", "all")),
        NodeRules.Rule("or", call => OfArray(call, "expressions", "any")),
        NodeRules.Rule("not", call => call.Rename("expression", "x")),
        NodeRules.Rule("if", call => call.Rename("expression", "value")),
        NodeRules.Rule("count", call => call.Rename("expression", "condition")),
        NodeRules.Rule("clip", Clip),
        .. Reducers.Select(process => NodeRules.Rule(process, call => call.Take("dimension"))),
    ];

    /// <summary>From the left: a, b and c become (a - b) - c.</summary>
    private static void Chain(NodeCall call, string argument)
    {
        if (!call.Arguments.ContainsKey(argument))
        {
            return;
        }

        if (call.Take(argument) is not JsonArray { Count: >= 2 } operands)
        {
            throw call.Wrong(argument, $"is computed for an array of two values or more that are written one by one as '{argument}', such as results of 'array_element'");
        }

        List<JsonNode?> values = [.. operands.Select(operand => operand?.DeepClone())];
        var left = values[0];
        foreach (var right in values.Skip(1).SkipLast(1))
        {
            left = call.Level.Add(call.Process, new JsonObject { ["x"] = left, ["y"] = right });
        }

        call.Become(call.Process, new JsonObject { ["x"] = left, ["y"] = values[^1] });
    }

    private static void OfArray(NodeCall call, string argument, string process)
    {
        if (call.Arguments.ContainsKey(argument))
        {
            call.Rename(argument, "data");
            call.Become(process);
        }
    }

    /// <summary>It was one of arrays.</summary>
    private static void Clip(NodeCall call)
    {
        if (!call.Arguments.ContainsKey("data"))
        {
            return;
        }

        var clip = new NodeWriter();
        var data = call.Take("data");
        clip.Add("clip", new JsonObject { ["x"] = NodeWriter.FromParameter("x"), ["min"] = call.Take("min"), ["max"] = call.Take("max") });
        call.Become("array_apply", new JsonObject { ["data"] = data, ["process"] = NodeWriter.Callback(clip) });
    }
}
