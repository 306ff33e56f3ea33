using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Checks the expressions of a process: brackets, and that JavaScript is asked for where it is used.</summary>
internal static class CwlExpressionLint
{
    /// <summary>Members whose texts are no expressions, or are checked by themselves.</summary>
    private static readonly HashSet<string> Plain = new(
        ["id", "label", "doc", "default", "type", "symbols", "class", "baseCommand", "expressionLib", "dockerFile", "dockerPull", "steps", "source", "outputSource", "prefix"],
        StringComparer.Ordinal);

    /// <param name="part">The part of a document that is walked through.</param>
    /// <param name="features">Requirements that hold there.</param>
    /// <param name="inputs">Names that <c>inputs</c> has there.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void Check(JsonNode? part, SortedSet<string> features, HashSet<string> inputs, CwlFaults faults)
    {
        switch (part)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    if (!Plain.Contains(name) && !name.Contains(':', StringComparison.Ordinal))
                    {
                        Check(value, features, inputs, faults);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Check(item, features, inputs, faults);
                }

                break;
            case not null when part.IsText(out var text):
                CheckText(part, text, features.Contains("InlineJavascriptRequirement"), inputs, faults);
                break;
        }
    }

    private static void CheckText(JsonNode node, string text, bool hasScript, HashSet<string> inputs, CwlFaults faults)
    {
        foreach (var expression in CwlExpression.Find(text))
        {
            if (expression is null)
            {
                faults.Add(node, "An expression begins here with '$(' or '${' and has no end; a quote in a comment counts as the start of a text.");
            }
            else if (!hasScript && !CwlExpression.IsReference(expression, out _, out _))
            {
                faults.Add(node, $"'{Short(expression)}' is JavaScript; add InlineJavascriptRequirement to the requirements.");
            }
            else if (!hasScript)
            {
                CheckReference(node, expression, inputs, faults);
            }
        }
    }

    private static void CheckReference(JsonNode node, string expression, HashSet<string> inputs, CwlFaults faults)
    {
        CwlExpression.IsReference(expression, out var root, out var member);
        if (root is not ("inputs" or "self" or "runtime" or "null"))
        {
            faults.Add(node, $"'{expression}' refers to '{root}'; a reference begins with inputs, self or runtime. In a script, write '\\$(' for a dollar sign and a bracket.");
        }
        else if (root == "inputs" && member.Length > 0 && !inputs.Contains(member))
        {
            faults.Add(node, $"'{expression}' refers to an input that is not there; there are: {string.Join(", ", inputs)}.");
        }
    }

    private static string Short(string expression) => expression.Length <= 60 ? expression : expression[..59] + "…";
}
