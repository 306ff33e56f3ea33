using Graticule.Raster.Expressions;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.BandMath;

/// <summary>Computes an image from the bands of images, with the results of OTB's BandMath.</summary>
public static class BandMathCalculation
{
    private const long MiB = 1 << 20;

    /// <summary>Share of the memory bound that GDAL's block cache gets; it also holds the decoded blocks of each open file.</summary>
    private const int CacheShare = 4;

    private const long LargestCache = 64 * MiB;

    /// <summary>Writes the result to <paramref name="outputPath"/>, which appears whole or not at all.</summary>
    /// <param name="request">What to compute.</param>
    /// <param name="outputPath">In a folder that exists; replaced if it exists.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1, never less than before.</param>
    /// <param name="ct">Ends the work after the windows that are being computed.</param>
    /// <exception cref="ExpressionException">The expression is wrong.</exception>
    /// <exception cref="RasterFileException">An image cannot be used.</exception>
    /// <exception cref="BandMathRequestException">The request contradicts itself.</exception>
    /// <exception cref="GdalException">The result cannot be written.</exception>
    public static async Task<BandMathResult> RunAsync(
        BandMathRequest request, string outputPath, IProgress<double>? progress, CancellationToken ct)
    {
        var plan = BandMathPlan.Make(request);
        var threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        var memory = Math.Max(request.MemoryMiB, BandMathRequest.LeastMemoryMiB) * MiB;
        GdalLibrary.SetCache(Math.Min(memory / CacheShare, LargestCache));

        var first = plan.Images[0];
        var isGeoTiff = request.Format == RasterFormats.GeoTiff;
        var layout = new GeoTiffLayout(
            first.Width,
            first.Height,
            1,
            request.OutputType,
            request.NoData,
            first.Georeference,
            isGeoTiff ? request.Compression : Compression.None,
            threads);
        var grid = plan.Cut(layout.Block, memory / 2 / threads);
        var statistics = new Statistics[grid.Count];

        using var kept = request.Keep?.Open(nameof(BandMath));
        using var computed = new PartialFile(Path.ChangeExtension(outputPath, ".tif"));
        using var result = new PartialFile(outputPath);
        using (var writer = new GeoTiffWriter(computed.Path, layout))
        {
            await ParallelWindows.RunAsync(
                grid,
                plan.ThreadsWithin(memory, threads, grid),
                () => new BandMathWorker(request.Images, plan, writer, statistics, kept is null ? null : new(kept)),
                isGeoTiff ? progress : SharedProgress.Part(progress, 0, 0.5),
                ct);
            writer.Finish();
        }

        request.Format.Write(new FormatWork(
            computed.Path, result.Path, request.Stretch, threads, isGeoTiff ? null : SharedProgress.Part(progress, 0.5, 1), ct));
        ct.ThrowIfCancellationRequested();
        result.Commit();
        return new BandMathResult(
            first.Width, first.Height, request.OutputType, statistics.Aggregate(Statistics.Empty, (all, part) => all + part));
    }
}
