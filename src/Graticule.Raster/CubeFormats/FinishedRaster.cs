using Graticule.Raster.Cubes;
using Graticule.Raster.Formats;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>A GeoTIFF that was written, and that another file is to be made from.</summary>
internal sealed class FinishedRaster(CubeWork work, GeoTiffFiles files, int number, string source, string target)
{
    private const double ShareOfPainting = 0.4;

    private readonly CellSummary[] _summaries = files.Summaries[number];

    internal int BandCount => _summaries.Length;

    /// <summary>Of all cells of all files.</summary>
    internal CellSummary All => files.Summaries.SelectMany(summaries => summaries).Aggregate(CellSummary.None, (all, summary) => all + summary);

    /// <summary>What the GeoTIFF holds; names of bands are the caller's.</summary>
    internal FinishedBands Bands()
    {
        var coding = files.Coding;
        double? noData = coding.Type.IsFloating() || _summaries.Any(summary => summary.Missing > 0) ? coding.NoData : null;
        return new([.. _summaries.Select(summary => summary.Describe("", coding.Type, noData))], []);
    }

    /// <summary>Makes the target by a driver that keeps samples as they are.</summary>
    internal FinishedBands Copy(string driver, IEnumerable<string> options, IProgress<double>? progress)
    {
        using var part = new PartialFile(target);
        RasterCopy.Write(driver, source, part.Path, options, progress, work.CancellationToken);
        files.Checks[number].Check(part.Path, BandCount);
        part.Commit();
        return Bands();
    }

    /// <summary>Makes an 8-bit target.</summary>
    /// <param name="driver">Of GDAL.</param>
    /// <param name="options">Of the driver.</param>
    /// <param name="shades">How numbers become bytes; null where they are.</param>
    /// <param name="tolerance">Most by which the target may differ on average.</param>
    /// <param name="progress">Of this file.</param>
    internal FinishedBands EncodeBytes(string driver, IEnumerable<string> options, Shades? shades, double tolerance, IProgress<double>? progress)
    {
        using var bytes = new PartialFile(Path.ChangeExtension(target, ".tif"));
        using var part = new PartialFile(target);
        if (shades is not null)
        {
            ByteRaster.Paint(source, bytes.Path, shades, SharedProgress.Part(progress, 0, ShareOfPainting), work.CancellationToken);
        }

        var original = shades is null ? source : bytes.Path;
        RasterCopy.Write(driver, original, part.Path, options, SharedProgress.Part(progress, shades is null ? 0 : ShareOfPainting, 1), work.CancellationToken);
        ReadBack.CheckBytes(part.Path, original, tolerance);
        part.Commit();
        return shades is null
            ? Bands()
            : new([.. _summaries.Select(summary => shades.Apply(summary).Describe("", PixelType.UInt8, shades.HasAlpha ? null : 0))], [shades.ToString()]);
    }
}
