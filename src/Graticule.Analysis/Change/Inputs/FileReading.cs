using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

internal sealed class FileReading(ChipInputSettings settings) : IChipReading
{
    public Task<ChipObservations> ReadAsync(ChipSource source, GridPoint chip, CancellationToken cancellationToken) =>
        throw new ProblemException(ProblemKind.NotFound, $"Nothing is registered in '{settings.IndexFolder}'.");
}
