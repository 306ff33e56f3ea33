using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.CubeFormats;

/// <summary>Makes an 8-bit GeoTIFF of a GeoTIFF of numbers.</summary>
internal static class ByteRaster
{
    internal static void Paint(string source, string target, Shades shades, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var file = RasterFile.Open(source);
        var info = file.Info;
        var bands = info.Bands.Count;
        using var writer = new GeoTiffWriter(
            target,
            new GeoTiffLayout(
                info.Width, info.Height, bands + (shades.HasAlpha ? 1 : 0), PixelType.UInt8, shades.HasAlpha ? null : 0, info.Georeference, Compression.None, 1));
        writer.MarkAlpha(shades.HasAlpha ? bands + 1 : 0);
        var (width, height) = writer.Layout.Block;
        var grid = new WindowGrid(info.Width, info.Height, width, height);
        var numbers = new double[width * height];
        var (bytes, opaque) = (new byte[width * height], new byte[width * height]);
        for (var i = 0; i < grid.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(opaque);
            for (var band = 1; band <= bands; band++)
            {
                file.Read(band, grid[i], numbers);
                Shade(numbers, info.Bands[band - 1].NoData, grid[i], width, shades, bytes, opaque);
                writer.Write(band, i % grid.Across, i / grid.Across, bytes);
            }

            if (shades.HasAlpha)
            {
                writer.Write(bands + 1, i % grid.Across, i / grid.Across, opaque);
            }

            progress?.Report((i + 1.0) / grid.Count);
        }

        writer.Finish();
    }

    /// <summary>A pixel is opaque where any band has a value.</summary>
    private static void Shade(double[] numbers, double? noData, Window window, int stride, Shades shades, byte[] bytes, byte[] opaque)
    {
        for (var row = 0; row < window.Height; row++)
        {
            for (var column = 0; column < window.Width; column++)
            {
                var number = numbers[(row * window.Width) + column];
                var isThere = !double.IsNaN(number) && number != noData;
                var place = (row * stride) + column;
                bytes[place] = isThere ? shades[number] : (byte)0;
                opaque[place] |= isThere ? byte.MaxValue : (byte)0;
            }
        }
    }
}
