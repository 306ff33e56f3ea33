using System.Globalization;
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

    /// <summary>Makes an 8-bit picture.</summary>
    /// <param name="driver">Of GDAL.</param>
    /// <param name="options">Of the driver.</param>
    /// <param name="shades">How numbers become bytes.</param>
    /// <param name="tolerance">Most by which the target may differ on average.</param>
    /// <param name="progress">Of this file.</param>
    internal FinishedBands Paint(string driver, IEnumerable<string> options, Shades shades, double tolerance, IProgress<double>? progress)
    {
        using var bytes = new PartialFile(Path.ChangeExtension(target, ".tif"));
        ByteRaster.Paint(source, bytes.Path, shades, SharedProgress.Part(progress, 0, ShareOfPainting), work.CancellationToken);
        Encode(driver, bytes.Path, options, tolerance, progress);
        return Shaded(shades, shades.ToString());
    }

    /// <summary>Makes an 8-bit GeoTIFF, whose bands tell how bytes become values again.</summary>
    /// <param name="options">Of GDAL's driver.</param>
    /// <param name="shades">How numbers become bytes; null where they are.</param>
    /// <param name="slices">Of the cube, for names of bands and the time.</param>
    /// <param name="progress">Of this file.</param>
    internal FinishedBands EncodeBytes(IEnumerable<string> options, Shades? shades, TimeSlices slices, IProgress<double>? progress)
    {
        using var bytes = new PartialFile(Path.ChangeExtension(target, ".tif"));
        var facts = new ByteFacts(slices.Bands, [.. GeoTiffFiles.NotesOf(slices.Files[number])], _summaries.Any(summary => summary.Missing > 0));
        ByteRaster.Encode(source, bytes.Path, shades, facts, SharedProgress.Part(progress, 0, ShareOfPainting), work.CancellationToken);
        Encode("GTiff", bytes.Path, options, ReadBack.JpegTolerance, progress);
        return shades is null ? Bands() : Shaded(shades, string.Create(
            CultureInfo.InvariantCulture, $"{shades} A value is its byte times {shades.Factor:G6} plus {shades.Offset:G6}, which the file holds as scale and offset."));
    }

    private void Encode(string driver, string original, IEnumerable<string> options, double tolerance, IProgress<double>? progress)
    {
        using var part = new PartialFile(target);
        RasterCopy.Write(driver, original, part.Path, options, SharedProgress.Part(progress, ShareOfPainting, 1), work.CancellationToken);
        ReadBack.CheckBytes(part.Path, original, tolerance);
        part.Commit();
    }

    private FinishedBands Shaded(Shades shades, string remark) =>
        new([.. _summaries.Select(summary => shades.Apply(summary).Describe("", PixelType.UInt8, shades.HasAlpha ? null : 0))], [remark]);
}
