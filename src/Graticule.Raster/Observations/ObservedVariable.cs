namespace Graticule.Raster.Observations;

/// <summary>A measured quantity of a data set.</summary>
/// <param name="Name">As the file, or the schema of in-situ observations, has it.</param>
/// <param name="StandardName">CF standard name; null: the file gives none.</param>
/// <param name="LongName">For people; null: the file gives none.</param>
/// <param name="Units">Of the values as they are read: <c>celsius</c> for what files have in kelvin; null: the file gives none.</param>
public sealed record ObservedVariable(string Name, string? StandardName = null, string? LongName = null, string? Units = null);
