namespace Graticule.Analysis.Change.Results;

/// <summary>Which chip, by which algorithm.</summary>
/// <param name="Algorithm">Name, such as <c>lcmap-pyccd:2018.10.17</c>.</param>
/// <param name="ChipX">Left edge of the chip, in metres of its grid.</param>
/// <param name="ChipY">Upper edge of the chip.</param>
public readonly record struct ChipKey(string Algorithm, int ChipX, int ChipY);
