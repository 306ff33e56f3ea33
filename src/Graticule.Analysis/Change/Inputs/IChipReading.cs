using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>One kind of place that chips come from.</summary>
internal interface IChipReading
{
    /// <exception cref="Jobs.ProblemException">As <see cref="ChipInputs.ReadAsync"/> says.</exception>
    Task<ChipObservations> ReadAsync(ChipSource source, GridPoint chip, CancellationToken cancellationToken);
}
