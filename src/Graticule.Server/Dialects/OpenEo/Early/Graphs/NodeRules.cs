namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>What becomes of the processes of 0.4 that are not those of today. Others stay as they are.</summary>
internal static class NodeRules
{
    private static readonly Dictionary<string, Action<NodeCall>> Rules = new(
        [.. CubeRules.All, .. DataRules.All, .. ReductionRules.All, .. MathRules.All, .. IndexRules.All], StringComparer.Ordinal);

    /// <summary>The rule for a process; null where it stays as it is.</summary>
    public static Action<NodeCall>? Find(string process) => Rules.GetValueOrDefault(process);

    public static KeyValuePair<string, Action<NodeCall>> Rule(string process, Action<NodeCall> rule) => KeyValuePair.Create(process, rule);

    /// <summary>Names of the dimensions of time and bands as the examples of 0.4 have them, as the collection has them.</summary>
    public static void NameDimension(NodeCall call, string argument = "dimension")
    {
        if (call.Text(argument) is not { } name || call.Level.IsCallback)
        {
            return;
        }

        var source = call.Level.Source(call.Arguments["data"]);
        var today = name switch
        {
            "temporal" or "time" => source?.TimeDimension,
            "spectral" or "band" or "bands" => source?.BandDimension,
            _ => null,
        };
        if (today is not null && today != name)
        {
            call.Arguments[argument] = today;
            call.Remark($"The dimension '{name}' is '{today}' in the data.");
        }
    }
}
