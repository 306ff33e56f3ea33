using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Cubes;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Observations.Reading;
using Graticule.Jobs;
using Graticule.Jobs.Processes;
using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;

namespace Graticule.Analysis.Change.Collections;

/// <summary>Change detection over a part of a collection: each pixel is searched once, whatever is wanted of it.</summary>
internal static class CollectionChange
{
    /// <summary>Memory that the program needs for itself, in MiB.</summary>
    private const int OwnMiB = 200;
    private const int LeastMiB = 64;

    internal static void Run(JobContext job, CancellationToken cancellationToken)
    {
        try
        {
            var segments = ChangeRequest.Open(job, cancellationToken);
            var image = WantsImage(job) ? segments.At([DateOf(job.Inputs, segments)], job.Inputs["gaps"]?.GetValue<string>() == "nearest") : null;
            var options = new CubeWalkOptions(job.Cores, (long)Math.Max(LeastMiB, (job.MemoryMiB - OwnMiB) / 2) << 20);
            if (!job.Wants(ChangeInputs.Segments))
            {
                CoefficientImage.Write(image!, job, options, new JobProgress(job), cancellationToken);
                return;
            }

            Search(segments, image, job, options, cancellationToken);
        }
        catch (GraphException exception)
        {
            var kind = exception.Code is "CollectionNotFound" ? ProblemKind.NotFound : ProblemKind.InvalidInput;
            throw new ProblemException(new(kind, exception.Message, "/inputs/" + ChangeRequest.InputOf(exception)), exception);
        }
        catch (Exception exception) when (exception is CubeException or RasterFileException or GdalException)
        {
            throw new ProblemException(new(ProblemKind.ProcessFailed, exception.Message), exception);
        }
    }

    private static void Search(ChangeCube segments, ChangeCube? image, JobContext job, CubeWalkOptions options, CancellationToken cancellationToken)
    {
        var format = SegmentFormats.Find(job.MediaTypeOf(ChangeInputs.Segments));
        var name = "segments" + format.Extension;
        using var spool = image is null ? null : new ImageSpool(Path.Combine(job.Folder, "image.tmp"), image.Shape);
        using (var file = format.Open(Path.Combine(job.Folder, name), segments.Plan, segments.Shape.X?.ReferenceSystem))
        {
            new ChangeSearch(segments, image, options).Run(
                found =>
                {
                    foreach (var pixel in found.Pixels)
                    {
                        file.Add(pixel);
                    }

                    if (found.Image is not null)
                    {
                        spool!.Put(found.Image);
                    }
                },
                new JobProgress(job),
                cancellationToken);
            file.Finish();
        }

        job.AddFile(ChangeInputs.Segments, name, format.MediaType);
        if (spool is not null)
        {
            CoefficientImage.Write(spool.Cube, job, options, progress: null, cancellationToken);
        }
    }

    /// <summary>Where nothing is said of outputs, the image is one if a date is told.</summary>
    private static bool WantsImage(JobContext job) =>
        job.Spec.Outputs is null ? job.Inputs[ChangeInputs.Date] is not null : job.Wants(ChangeInputs.Coefficients);

    private static (string Label, int Day) DateOf(JsonObject inputs, ChangeCube cube)
    {
        var day = Instants.Find(inputs[ChangeInputs.Date]?.GetValue<string>()) is { } instant
            ? DateOnly.FromDateTime(instant.UtcDateTime).DayNumber + 1
            : cube.LastDay;
        return (DateOnly.FromDayNumber(day - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day);
    }
}
