using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs;

/// <summary>A process of a graph cannot be done: a code as openEO's process definitions name it, and where.</summary>
/// <param name="code">Such as <c>DimensionNotAvailable</c>.</param>
/// <param name="message">What is wrong and what would be right.</param>
public sealed class GraphException(string code, string message) : CubeException(message)
{
    public string Code { get; } = code;

    /// <summary>The parameter at fault, if it is one.</summary>
    public string? Parameter { get; init; }

    /// <summary>Where it happened, from the outermost node inwards; filled in as the exception passes the nodes.</summary>
    public IReadOnlyList<GraphPlace> Path { get; private set; } = [];

    internal void PassedBy(GraphPlace place) => Path = [place, .. Path];
}

/// <summary>A node of a graph and the process that it runs.</summary>
public sealed record GraphPlace(string NodeId, string ProcessId);
