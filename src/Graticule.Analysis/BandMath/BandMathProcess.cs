using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.BandMath;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.BandMath;

/// <summary>The process <c>band-math</c>: a formula over the bands of images, pixel by pixel.</summary>
public sealed class BandMathProcess : IProcess
{
    public ProcessDescription Description => BandMathDescription.Process;

    public IReadOnlyList<Fault> Check(JobSpec spec) => BandMathInputs.Check(spec.Inputs);

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = BandMathInputs.Read(job);
        var name = "out" + request.Format.Extension;
        var path = Path.Combine(job.Folder, name);
        var wantsQuicklook = job.Wants(BandMathDescription.Quicklook);
        Progress progress = new(job, wantsQuicklook ? 0.95 : 1);
        job.Log(LogLevel.Info, $"Computing {request.Expression} from {request.Images.Count} image(s) on {request.Threads} core(s).");
        var result = await CalculateAsync(request, path, progress, cancellationToken);
        if (job.Wants(BandMathDescription.Out))
        {
            job.AddFile(BandMathDescription.Out, name, job.MediaTypeOf(BandMathDescription.Out) ?? request.Format.MediaTypes[0]);
        }

        if (wantsQuicklook)
        {
            Quicklook.Write(path, Path.Combine(job.Folder, "quicklook.png"));
            job.AddFile(BandMathDescription.Quicklook, "quicklook.png", RasterFormats.Png.MediaTypes[0]);
        }

        if (job.Wants(BandMathDescription.Statistics))
        {
            job.AddValue(BandMathDescription.Statistics, BandMathDescription.Write(result));
        }

        job.Log(LogLevel.Info, $"Wrote {result.Width} x {result.Height} pixels of {result.Type}, {result.Statistics.Valid} of them with a value.");
    }

    private static async Task<BandMathResult> CalculateAsync(
        BandMathRequest request, string path, Progress progress, CancellationToken cancellationToken)
    {
        try
        {
            return await BandMathCalculation.RunAsync(request, path, progress, cancellationToken);
        }
        catch (RasterFileException exception)
        {
            throw new ProblemException(BandMathInputs.Complain(request.Images, exception), exception);
        }
        catch (BandMathRequestException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, exception.Message, PointerOf(exception.Part)), exception);
        }
        catch (GdalException exception)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, $"The result cannot be written: {exception.Message}", BandMathDescription.Out), exception);
        }
    }

    private static string PointerOf(string part) => part switch
    {
        nameof(BandMathRequest.Images) => $"/inputs/{BandMathDescription.Images}",
        nameof(BandMathRequest.NoData) => $"/inputs/{BandMathDescription.NoData}",
        _ => $"/outputs/{BandMathDescription.Out}",
    };

    /// <summary>The calculation's share as the job's, which keeps a rest for what comes after.</summary>
    private sealed class Progress(JobContext job, double most) : IProgress<double>
    {
        public void Report(double value) => job.Report(value * most, "Computing");
    }
}
