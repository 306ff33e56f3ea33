using System.Text.Json.Nodes;
using Graticule.Server.Dialects.OpenEo.Early.Graphs;

namespace Graticule.Server.Dialects.OpenEo.Early;

/// <summary>
/// A process graph as it was written for an early version. It is kept in the process of today that it became, so that it is told as it was
/// given, and goes when somebody puts another process in the place of that one by the API of today.
/// </summary>
/// <param name="Graph">As it was written.</param>
/// <param name="Output">What was said beside it of the format of the result; null: nothing.</param>
internal sealed record EarlySource(JsonNode Graph, JsonObject? Output)
{
    private const string Member = "graticule:early";

    private const string FormMember = "form";

    private const string GraphMember = "process_graph";

    private const string OutputMember = "output";

    private const string ViewMember = "view";

    /// <summary>Window, resolution and reference system that data are looked at in (0.0.1); null: as they are.</summary>
    public JsonObject? View { get; init; }

    /// <summary>The process of today, with where it comes from.</summary>
    public JsonObject Process(EarlyForm form, TranslatedGraph translated)
    {
        var source = new JsonObject { [FormMember] = NameOf(form), [GraphMember] = Graph.DeepClone() };
        if (Output is not null)
        {
            source[OutputMember] = Output.DeepClone();
        }

        if (View is not null)
        {
            source[ViewMember] = View.DeepClone();
        }

        return new() { ["process_graph"] = translated.Nodes.DeepClone(), [Member] = source };
    }

    /// <summary>Null where the process was not written in that form.</summary>
    public static EarlySource? Find(JsonNode? process, EarlyForm form) =>
        process?[Member] is JsonObject source && source[FormMember] is JsonValue name && name.TryGetValue<string>(out var text) && text == NameOf(form)
        && source[GraphMember] is { } graph
            ? new(graph, source[OutputMember] as JsonObject) { View = source[ViewMember] as JsonObject }
            : null;

    private static string NameOf(EarlyForm form) => form switch
    {
        EarlyForm.Nested => "0.0",
        EarlyForm.Flat => "0.3",
        EarlyForm.Nodes => "0.4",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "There are three forms."),
    };
}
