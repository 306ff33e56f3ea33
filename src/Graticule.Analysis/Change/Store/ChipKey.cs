namespace Graticule.Analysis.Change.Store;

/// <summary>One algorithm's results of one chip.</summary>
/// <param name="Algorithm">Its name, such as <c>lcmap-pyccd:2018.10.17</c>.</param>
/// <param name="X">Left edge of the chip, in metres of the grid.</param>
/// <param name="Y">Upper edge of the chip, in metres of the grid.</param>
public readonly record struct ChipKey(string Algorithm, int X, int Y);
