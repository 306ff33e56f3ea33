namespace Graticule.Analysis.Graphs;

/// <summary>A value that is to be written, and how.</summary>
/// <param name="Data">A cube, or a value that JSON can hold.</param>
/// <param name="Format">Name of an output format, as it was asked for.</param>
/// <param name="Options">By name; checked against the format and the data already.</param>
public sealed record SavedResult(object? Data, string Format, ObjectValue Options);
