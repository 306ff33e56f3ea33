using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

internal sealed class ServiceReading(Uri service, ChipInputSettings settings) : IChipReading
{
    public Task<ChipObservations> ReadAsync(ChipSource source, GridPoint chip, CancellationToken cancellationToken) =>
        throw new ProblemException(settings.Fetch.Refuse(service) ?? new(ProblemKind.Unavailable, "No service is asked yet."));
}
