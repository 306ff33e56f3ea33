namespace Graticule.Analysis.Graphs;

/// <summary>
/// A process cannot do these arguments for all pixels at once, for example because pixels would get arrays of different lengths. The
/// callback is then run pixel by pixel.
/// </summary>
public sealed class LanesUnfitException() : Exception("These values must be computed pixel by pixel.");
