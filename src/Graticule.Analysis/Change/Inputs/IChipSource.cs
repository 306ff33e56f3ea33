using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>Where the observations of chips can come from. Used in workers: may use GDAL and the network.</summary>
public interface IChipSource
{
    /// <summary>Whether a source, as jobs name it, is of this kind. Called in the server: cheap, and opens nothing.</summary>
    bool Reads(string source);

    /// <summary>Why a source of this kind cannot be meant; null: it can. Called in the server: cheap, and opens nothing.</summary>
    string? Complain(string source) => null;

    /// <summary>Reads all observations of a chip.</summary>
    /// <param name="source">As the job names it, such as the URL of a query.</param>
    /// <param name="chipX">Left edge of the chip, in metres of its grid.</param>
    /// <param name="chipY">Upper edge of the chip.</param>
    /// <param name="job">Whose settings tell what may be read, and whose memory they must fit in.</param>
    /// <param name="cancellationToken">Breaks the reading off.</param>
    /// <returns>Without days when there are none.</returns>
    /// <exception cref="Jobs.ProblemException">They cannot be had; the message says why.</exception>
    Task<ChipObservations> ReadAsync(string source, int chipX, int chipY, JobContext job, CancellationToken cancellationToken);
}
