using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>Makes an 8-bit GeoTIFF of a GeoTIFF of numbers.</summary>
internal static class ByteRaster
{
    /// <summary>Makes a picture to look at.</summary>
    internal static void Paint(string source, string target, Shades shades, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var file = RasterFile.Open(source);
        var info = file.Info;
        using var writer = Create(target, info, shades.HasAlpha ? 1 : 0, shades.HasAlpha ? null : 0);
        writer.MarkAlpha(shades.HasAlpha ? info.Bands.Count + 1 : 0);
        Paint(file, writer, shades, shades.HasAlpha ? info.Bands.Count + 1 : null, progress, cancellationToken);
        writer.Finish();
    }

    /// <summary>
    /// Makes an image that tells what its bytes mean: scale and offset of its bands, and a mask of the pixels that are there in any band,
    /// which stays exact where compression loses detail.
    /// </summary>
    /// <param name="source">Of numbers.</param>
    /// <param name="target">To be written.</param>
    /// <param name="shades">How numbers become bytes; null where they are.</param>
    /// <param name="facts">Names of the bands and what else is to be said of the file.</param>
    /// <param name="progress">Of this file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static void Encode(
        string source, string target, Shades? shades, ByteFacts facts, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var file = RasterFile.Open(source);

        // A nodata without gaps would make some: the compression changes bytes, and the least become 0.
        double? gap = shades is null ? file.Info.Bands[0].NoData : 0;
        using var writer = Create(target, file.Info, 0, facts.HasGaps ? gap : null);
        foreach (var (name, value) in facts.Notes)
        {
            writer.Note(name, value);
        }

        for (var band = 1; band <= file.Info.Bands.Count; band++)
        {
            writer.Describe(band, facts.Bands[band - 1]);
            if (shades is not null)
            {
                writer.Scale(band, shades.Factor, shades.Offset);
            }
        }

        if (facts.HasGaps)
        {
            writer.AddMask();
        }

        Paint(file, writer, shades, facts.HasGaps ? 0 : null, progress, cancellationToken);
        writer.Finish();
    }

    private static GeoTiffWriter Create(string target, RasterInfo info, int more, double? noData) => new(
        target, new GeoTiffLayout(info.Width, info.Height, info.Bands.Count + more, PixelType.UInt8, noData, info.Georeference, Compression.None, 1));

    /// <param name="file">Of numbers.</param>
    /// <param name="writer">Of bytes.</param>
    /// <param name="shades">How numbers become bytes; null where they are.</param>
    /// <param name="mask">Band for what is opaque, 0 for the mask; null: neither.</param>
    /// <param name="progress">Of this file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private static void Paint(
        RasterFile file, GeoTiffWriter writer, Shades? shades, int? mask, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var info = file.Info;
        var (width, height) = writer.Layout.Block;
        var grid = new WindowGrid(info.Width, info.Height, width, height);
        var numbers = new double[width * height];
        var (bytes, opaque) = (new byte[width * height], new byte[width * height]);
        for (var i = 0; i < grid.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(opaque);
            for (var band = 1; band <= info.Bands.Count; band++)
            {
                file.Read(band, grid[i], numbers);
                Shade(numbers, info.Bands[band - 1].NoData, grid[i], width, shades, bytes, opaque);
                writer.Write(band, i % grid.Across, i / grid.Across, bytes);
            }

            if (mask is { } opacity)
            {
                writer.Write(opacity, i % grid.Across, i / grid.Across, opaque);
            }

            progress?.Report((i + 1.0) / grid.Count);
        }
    }

    /// <summary>A pixel is opaque where any band has a value.</summary>
    private static void Shade(double[] numbers, double? noData, Window window, int stride, Shades? shades, byte[] bytes, byte[] opaque)
    {
        for (var row = 0; row < window.Height; row++)
        {
            for (var column = 0; column < window.Width; column++)
            {
                var number = numbers[(row * window.Width) + column];
                var isThere = !double.IsNaN(number) && number != noData;
                var place = (row * stride) + column;
                bytes[place] = shades is null ? (byte)number : isThere ? shades[number] : (byte)0;
                opaque[place] |= isThere ? byte.MaxValue : (byte)0;
            }
        }
    }
}

/// <summary>What is to be said of a file of bytes.</summary>
/// <param name="Bands">Their names.</param>
/// <param name="Notes">Of the file.</param>
/// <param name="HasGaps">Whether there are pixels that are nodata.</param>
internal sealed record ByteFacts(IReadOnlyList<string> Bands, IReadOnlyList<(string Name, string Value)> Notes, bool HasGaps);
