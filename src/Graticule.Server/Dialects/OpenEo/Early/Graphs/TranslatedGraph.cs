using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <param name="Nodes">The process graph of today, with a node that saves the result where an output was given.</param>
/// <param name="Remarks">What was read otherwise than it was written, in sentences for the caller; empty: nothing was.</param>
internal sealed record TranslatedGraph(JsonObject Nodes, IReadOnlyList<string> Remarks);
