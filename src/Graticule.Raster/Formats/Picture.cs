using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Formats;

/// <summary>Makes 8-bit pictures of rasters: one grey or three colour bands, and an alpha band if wanted.</summary>
internal static class Picture
{
    private const double ShareOfStretching = 0.5;

    /// <summary>Stretches the first band of the source at full size and hands the 8-bit GeoTIFF to <paramref name="encode"/>.</summary>
    internal static void Write(FormatWork work, bool alpha, Action<string, IProgress<double>?> encode)
    {
        using var picture = new PartialFile(Path.ChangeExtension(work.Target, ".tif"));
        using (var source = RasterFile.Open(work.Source))
        {
            Paint(source, picture.Path, work, alpha);
        }

        encode(picture.Path, SharedProgress.Part(work.Progress, ShareOfStretching, 1));
    }

    private static void Paint(RasterFile source, string target, FormatWork work, bool alpha)
    {
        var info = source.Info;
        var stretch = work.Stretch ?? Stretch.Default(source, 1);
        var noData = info.Bands[0].NoData;
        using var writer = new GeoTiffWriter(
            target,
            new GeoTiffLayout(info.Width, info.Height, alpha ? 2 : 1, PixelType.UInt8, null, info.Georeference, Compression.None, 1));
        writer.MarkAlpha(alpha ? 2 : 0);
        var (blockWidth, blockHeight) = writer.Layout.Block;
        var grid = new WindowGrid(info.Width, info.Height, blockWidth, blockHeight);
        var values = new double[blockWidth * blockHeight];
        var grey = new byte[blockWidth * blockHeight];
        var opaque = new byte[blockWidth * blockHeight];
        for (var i = 0; i < grid.Count; i++)
        {
            work.Cancelled.ThrowIfCancellationRequested();
            var window = grid[i];
            source.Read(1, window, values);
            for (var row = 0; row < window.Height; row++)
            {
                for (var column = 0; column < window.Width; column++)
                {
                    var value = values[(row * window.Width) + column];
                    var isValid = !double.IsNaN(value) && value != noData;
                    grey[(row * blockWidth) + column] = isValid ? stretch.Grey(value) : (byte)0;
                    opaque[(row * blockWidth) + column] = isValid ? byte.MaxValue : (byte)0;
                }
            }

            writer.Write(1, i % grid.Across, i / grid.Across, grey);
            if (alpha)
            {
                writer.Write(2, i % grid.Across, i / grid.Across, opaque);
            }

            work.Progress?.Report(ShareOfStretching * (i + 1) / grid.Count);
        }

        writer.Finish();
    }
}
