using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>What was observed of a chip.</summary>
/// <param name="Days">Days since 1 January of year 1, which is 1; rising. A day is there twice where two sensors looked at it.</param>
/// <param name="Series">The bands and the quality of each date.</param>
/// <param name="Notes">What whoever asked should know: which files were left out, and why.</param>
public sealed record ChipObservations(int[] Days, ChipSeries Series, IReadOnlyList<string> Notes);
