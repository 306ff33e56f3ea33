namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>A graph of an early version that cannot be understood; the message names the process, the argument, what is wrong and what would be right.</summary>
public sealed class EarlyGraphException(string message, string? process = null, string? argument = null) : Exception(message)
{
    /// <summary>The process at fault; null: the graph as a whole.</summary>
    public string? Process { get; } = process;

    /// <summary>The argument at fault; null: none in particular.</summary>
    public string? Argument { get; } = argument;
}
