namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>Graphs that the caller stored, put in the place of their ids.</summary>
internal static class StoredGraphs
{
    /// <summary>Translates a stored graph with the arguments of a call: processes in it that lack an argument take it from there.</summary>
    /// <exception cref="EarlyGraphException">There is none of that id, it contains itself, or it cannot be understood.</exception>
    public static EarlyImage Read(string id, ProcessCall call)
    {
        var stored = call.Translation.Stored;
        if (stored.Any(one => one.Id == id))
        {
            throw new EarlyGraphException($"The stored process graph '{id}' contains itself.", call.Process);
        }

        var graph = call.Translation.World.StoredGraph(id) ?? throw new EarlyGraphException($"There is no stored process graph '{id}' of yours.", call.Process);
        stored.Push((id, call));
        try
        {
            return TreeReader.Read(Variables.Fill(graph, name => call[name] ?? call.Translation.World.Variables.GetValueOrDefault(name)), call.Translation);
        }
        finally
        {
            stored.Pop();
        }
    }

    /// <summary>The id in the address of a stored graph of this server; null where it is not of that form.</summary>
    public static string? IdIn(string address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsolutePath : address;
        return path.TrimEnd('/').Split('/') is [.., "process_graphs", var id] ? Uri.UnescapeDataString(id) : null;
    }
}
