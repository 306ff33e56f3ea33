using Graticule.Jobs;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>The observations of a chip, from registered files or from a service.</summary>
public static class ChipInputs
{
    /// <summary>Reads all that was observed of a chip.</summary>
    /// <param name="source">
    /// An address of chips with <c>ubid</c> (may be repeated; none: the usual ones) and <c>acquired</c> (none: all) in its query: absolute, of a
    /// service that gives chips as JSON, or one that begins with <c>/</c>: of this installation's registered files, whatever its path.
    /// </param>
    /// <param name="chipX">Left edge of the chip in metres.</param>
    /// <param name="chipY">Upper edge of the chip in metres.</param>
    /// <param name="settings">Where files are registered, and what may be fetched.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ProblemException">InvalidInput, NotFound where nothing was observed, Forbidden (policy), Unavailable when trying again may help.</exception>
    public static Task<ChipObservations> ReadAsync(string source, int chipX, int chipY, ChipInputSettings settings, CancellationToken cancellationToken)
    {
        var address = ChipSource.Parse(source);
        IChipReading reading = address.Service is { } service ? new ServiceReading(service, settings) : new FileReading(settings);
        return reading.ReadAsync(address, new(chipX, chipY), cancellationToken);
    }
}
