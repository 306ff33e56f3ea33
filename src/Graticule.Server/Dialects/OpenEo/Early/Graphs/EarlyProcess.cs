using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.OpenEo.Early.Graphs;

/// <summary>A process of the versions whose graphs are processes within processes, as it is described, and how it is done today.</summary>
/// <param name="Id">As it is listed; capitals do not matter where it is called.</param>
/// <param name="Description">In a sentence.</param>
/// <param name="Arguments">All of them.</param>
/// <param name="Translate">Adds its nodes of today.</param>
internal sealed record EarlyProcess(string Id, string Description, IReadOnlyList<EarlyArgument> Arguments, Func<ProcessCall, EarlyImage> Translate);

/// <param name="Name">Of the argument.</param>
/// <param name="Description">What it is, in a sentence.</param>
internal sealed record EarlyArgument(string Name, string Description)
{
    /// <summary>What nearly all processes have.</summary>
    public static EarlyArgument Imagery { get; } = new("imagery", "The images to work on: data, or another process.");

    public bool IsRequired { get; init; } = true;

    /// <summary>What an argument that is left out stands for; null: nothing in particular.</summary>
    public JsonNode? Default { get; init; }
}
