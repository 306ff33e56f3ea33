namespace Graticule.Raster.Observations;

/// <summary>What one file says of its data set.</summary>
/// <param name="Kind">How its observations lie.</param>
/// <param name="Variables">Measured variables, in order.</param>
/// <param name="Platforms">Of points: codes of the platforms.</param>
/// <param name="Provider">Of points, where the file names it.</param>
/// <param name="Project">Of points, where the file names it.</param>
public sealed record FileContents(
    DatasetKind Kind, IReadOnlyList<ObservedVariable> Variables, IReadOnlyList<string> Platforms, string? Provider = null, string? Project = null)
{
    public bool Equals(FileContents? other) => other is not null && Kind == other.Kind && Provider == other.Provider && Project == other.Project
        && Variables.SequenceEqual(other.Variables) && Platforms.SequenceEqual(other.Platforms, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Kind, Provider, Project, Variables.Count, Platforms.Count, Variables is [var variable, ..] ? variable : null, Platforms is [var platform, ..] ? platform : null);
}
