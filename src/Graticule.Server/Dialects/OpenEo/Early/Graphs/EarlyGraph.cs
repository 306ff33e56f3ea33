using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Process graphs of the versions before 1.0 as those of today.</summary>
internal static class EarlyGraph
{
    /// <summary>Translates a graph as a whole. It asks the world and nothing else, and changes nothing.</summary>
    /// <param name="form">How the graph is written.</param>
    /// <param name="graph">An object; before nodes also the id of a stored graph.</param>
    /// <param name="output">How the result is to be saved: <c>format</c> and options, an empty object for the usual formats; null: it is not saved.</param>
    /// <param name="world">What there is.</param>
    /// <exception cref="EarlyGraphException">Something in it is not understood or not there.</exception>
    public static TranslatedGraph Translate(EarlyForm form, JsonNode graph, JsonObject? output, EarlyWorld world)
    {
        var translation = new Translation(form, world);
        graph = Variables.Fill(graph, world.Variables.GetValueOrDefault);
        if (form == EarlyForm.Nodes)
        {
            return NodeGraph.Translate(graph, output, translation);
        }

        var image = TreeReader.Read(graph, translation);
        if (output is not null)
        {
            Outputs.Save(image, output, translation);
        }

        translation.Writer.End();
        return new(translation.Writer.Nodes, translation.Remarks);
    }
}
