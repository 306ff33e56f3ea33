using System.Runtime.InteropServices;
using Graticule.Raster.Ard.Tiff;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Ard;

/// <summary>
/// Reads chips out of registered files. The usual GeoTIFFs are read without GDAL: of a file of 50 MB, its header and the blocks under the chip.
/// </summary>
/// <param name="mayUseGdal">Whether files of other kinds may be read, by GDAL; not in a server.</param>
public sealed class ArdReader(bool mayUseGdal)
{
    /// <summary>Lays the part of a chip that lies in a file over the samples of the chip.</summary>
    /// <exception cref="ArdFileException">The file is not what it was, or damaged.</exception>
    public void Read(ArdFile file, GridPoint chip, Span<ushort> samples)
    {
        var left = Math.Max(0, (chip.X - file.Left) / ArdGrid.PixelSide);
        var top = Math.Max(0, (file.Top - chip.Y) / ArdGrid.PixelSide);
        var (column, row) = ((int)(left - ((chip.X - file.Left) / ArdGrid.PixelSide)), (int)(top - ((file.Top - chip.Y) / ArdGrid.PixelSide)));
        Window window = new((int)left, (int)top, (int)Math.Min(ArdGrid.ChipPixels - column, file.Width - left), (int)Math.Min(ArdGrid.ChipPixels - row, file.Height - top));
        var target = samples[((row * ArdGrid.ChipPixels) + column)..];
        try
        {
            if (file.Direct)
            {
                ReadDirectly(file, window, target);
            }
            else
            {
                ReadByGdal(file, window, target);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or RasterFileException)
        {
            throw new ArdFileException(file.Name, $"'{file.Name}' cannot be read: {exception.Message}", exception);
        }
    }

    private static void ReadDirectly(ArdFile file, Window window, Span<ushort> target)
    {
        using var tiff = TiffFile.Open(file.Path);
        if (tiff.Layout.Width != file.Width || tiff.Layout.Height != file.Height)
        {
            throw new InvalidDataException("it has changed since it was registered.");
        }

        tiff.Read(window, target, ArdGrid.ChipPixels);
    }

    private void ReadByGdal(ArdFile file, Window window, Span<ushort> target)
    {
        if (!mayUseGdal)
        {
            throw new InvalidDataException(
                "it is packed in a way that only jobs can read; 'gdal_translate -co TILED=YES -co COMPRESS=DEFLATE -co PREDICTOR=2' makes a file that is served too.");
        }

        using var raster = RasterFile.Open(file.Path);
        var samples = new ushort[window.Width * window.Height];
        raster.Read(1, window, file.Layer.IsQuality ? PixelType.UInt16 : PixelType.Int16, MemoryMarshal.AsBytes(samples.AsSpan()));
        for (var row = 0; row < window.Height; row++)
        {
            samples.AsSpan(row * window.Width, window.Width).CopyTo(target[(row * ArdGrid.ChipPixels)..]);
        }
    }
}
