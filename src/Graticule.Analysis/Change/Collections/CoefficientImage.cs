using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.CubeFormats;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Change.Collections;

/// <summary>Writes the image of the models at a date.</summary>
internal static class CoefficientImage
{
    private const string Name = "coefficients";

    internal static CubeFormat[] Formats { get; } = [CubeFormats.Find("COG")!, CubeFormats.Find("GTiff")!];

    /// <param name="cube">With one date.</param>
    /// <param name="job">Whose output it is.</param>
    /// <param name="options">How the cube is read.</param>
    /// <param name="progress">Told the share that is written.</param>
    /// <param name="cancellationToken">Breaks the work off.</param>
    /// <exception cref="ProblemException">The cube has no regular grid.</exception>
    internal static void Write(Cube cube, JobContext job, CubeWalkOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var asked = job.MediaTypeOf(ChangeInputs.Coefficients);
        var format = Array.Find(Formats, one => one.MediaType == asked) ?? Formats[0];

        // Intercepts lie at day 0, so far away that 32 bits lose digits; and a mean of two segments is no segment.
        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["datatype"] = "float64" };
        if (format == Formats[0])
        {
            details["overview_resampling"] = "NEAREST";
        }

        try
        {
            var written = format.Write(new(cube, job.Folder, Name)
            {
                Options = details,
                Threads = options.Threads,
                MostBytes = options.MostBytes,
                Progress = progress,
                CancellationToken = cancellationToken,
            });
            job.AddFile(ChangeInputs.Coefficients, written[0].Name, format.MediaType);
        }
        catch (CubeFormatException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, exception.Message, $"/outputs/{ChangeInputs.Coefficients}"), exception);
        }
    }
}
