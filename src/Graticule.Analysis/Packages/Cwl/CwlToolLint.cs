using System.Text.Json.Nodes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>Checks what a tool runs.</summary>
internal static class CwlToolLint
{
    public static void Check(JsonObject tool, CwlScope scope)
    {
        var command = tool["baseCommand"];
        if (command is not null && command.Several().Any(word => !word.IsText(out _)))
        {
            scope.Faults.Add(command, "'baseCommand' is a text, or a list of texts.");
        }

        if (!command.Texts().Any() && !tool["arguments"].Several().Any() && !tool["inputs"].Maps().Any(input => input.ContainsKey("inputBinding")))
        {
            scope.Faults.Add(tool, "The tool has no command: it needs 'baseCommand', 'arguments' or inputs with 'inputBinding'.");
        }

        if (tool["arguments"] is { } arguments and not JsonArray)
        {
            scope.Faults.Add(arguments, "'arguments' is a list.");
        }

        foreach (var argument in tool["arguments"].Several())
        {
            if (argument is JsonObject binding)
            {
                CheckArgument(binding, scope);
            }
            else if (!argument.IsText(out _))
            {
                scope.Faults.Add(argument, "An argument is a text, or a map with 'valueFrom'; put numbers in quotes.");
            }
        }
    }

    public static void CheckExpressionTool(JsonObject tool, SortedSet<string> features, CwlScope scope)
    {
        if (!tool["expression"].IsText(out _))
        {
            scope.Faults.Add(tool, "An ExpressionTool needs 'expression', a text.");
        }
        else if (!features.Contains("InlineJavascriptRequirement"))
        {
            scope.Faults.Add(tool, "An ExpressionTool needs InlineJavascriptRequirement among its requirements.");
        }
    }

    private static void CheckArgument(JsonObject binding, CwlScope scope)
    {
        CwlFields.Check(binding, "inputBinding", scope.Version, scope.Faults);
        if (!binding.ContainsKey("valueFrom"))
        {
            scope.Faults.Add(binding, "An argument that is a map needs 'valueFrom'.");
        }
    }
}
