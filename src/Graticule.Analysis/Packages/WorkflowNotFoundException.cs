namespace Graticule.Analysis.Packages;

/// <summary>A package has no workflow of the name that was asked for (OGC 20-044, parameter <c>w</c>).</summary>
/// <param name="name">The name that was asked for.</param>
/// <param name="known">Names that the package has, in its order.</param>
public sealed class WorkflowNotFoundException(string name, IReadOnlyList<string> known) : Exception(
    known.Count == 0
        ? $"The package has no workflow '{name}': nothing in it has an id."
        : $"The package has no workflow '{name}'; it has: {string.Join(", ", known)}.")
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Known { get; } = known;
}
