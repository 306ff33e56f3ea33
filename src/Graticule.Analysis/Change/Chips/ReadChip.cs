using Graticule.Analysis.Change.Inputs;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Change.Chips;

/// <summary>Reads what was observed of a chip; without days where there is nothing.</summary>
/// <param name="source">As the job names it.</param>
/// <param name="chipX">Left edge of the chip, in metres of its grid.</param>
/// <param name="chipY">Upper edge of the chip.</param>
/// <param name="job">For which.</param>
/// <param name="cancellationToken">Breaks the reading off.</param>
/// <exception cref="Jobs.ProblemException">It cannot be had; the message says why.</exception>
public delegate Task<ChipObservations> ReadChip(string source, int chipX, int chipY, JobContext job, CancellationToken cancellationToken);
