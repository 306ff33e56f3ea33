using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Cubes;

/// <summary>Finds callbacks that look at one element of their array and at nothing else that differs from pixel to pixel.</summary>
internal static class OnlyElement
{
    private const string Data = "data";

    /// <summary>Position of the element; null where the callback looks at several, at the whole array, or where that is not seen from its form.</summary>
    internal static int? Of(Callback callback, IReadOnlyList<Label> labels, GraphProcesses processes)
    {
        int? only = null;
        foreach (var node in callback.Graph.Nodes.Values)
        {
            foreach (var (name, value) in node.Arguments)
            {
                if (!Mentions(value))
                {
                    continue;
                }

                if (name != Data || value is not ParameterReference || Position(node, labels, processes) is not { } position || (only ?? position) != position)
                {
                    return null;
                }

                only = position;
            }
        }

        return only;
    }

    private static int? Position(GraphNode node, IReadOnlyList<Label> labels, GraphProcesses processes)
    {
        if (node.ProcessId != "array_element" || processes.Find(node.ProcessId) is null || node.Namespace == "user")
        {
            return null;
        }

        var found = (Constant(node, "index"), Constant(node, "label")) switch
        {
            (double index, null) when index == Math.Floor(index) => (int)index,
            (null, string text) => labels.Index().Where(label => label.Item.IsText && label.Item.Text == text).Select(label => label.Index).DefaultIfEmpty(-1).First(),
            _ => -1,
        };
        return found >= 0 && found < labels.Count ? found : null;
    }

    private static object? Constant(GraphNode node, string name) => node.Arguments.GetValueOrDefault(name) switch
    {
        null => null,
        ConstantValue constant => constant.Value,
        var reference => reference, // of no use, and not absent either
    };

    private static bool Mentions(GraphValue value) => value switch
    {
        ParameterReference reference => reference.Name == Data,
        ListValue list => list.Items.Any(Mentions),
        MembersValue members => members.Members.Values.Any(Mentions),
        ProcessValue process => process.Graph.Nodes.Values.Any(node => node.Arguments.Values.Any(Mentions)),
        _ => false,
    };
}
