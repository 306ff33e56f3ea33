using System.Runtime.InteropServices;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Formats;

/// <summary>A small picture of any raster.</summary>
public static class Quicklook
{
    /// <summary>Most pixels along the long side unless asked otherwise.</summary>
    public const int Side = 1024;

    /// <summary>
    /// Writes a PNG in which nothing is enlarged: in colour if the file says which bands are red, green and blue, else the first band in grey.
    /// Each band is stretched as <see cref="Stretch"/> says; pixels without a value are transparent; nearest pixels are taken.
    /// </summary>
    /// <param name="rasterPath">The image.</param>
    /// <param name="pngPath">Appears whole or not at all.</param>
    /// <param name="stretch">For all bands; null for the default of each band.</param>
    /// <param name="side">Most pixels along the long side.</param>
    /// <exception cref="RasterFileException">The image cannot be used.</exception>
    /// <exception cref="GdalException">The picture cannot be written.</exception>
    public static void Write(string rasterPath, string pngPath, Stretch? stretch = null, int side = Side)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(side);
        using var raster = RasterFile.Open(rasterPath);
        using var painted = new PartialFile(Path.ChangeExtension(pngPath, ".tif"));
        using var picture = new PartialFile(pngPath);
        Paint(raster, painted.Path, stretch, side);
        RasterCopy.Write("PNG", painted.Path, picture.Path, [], null, CancellationToken.None);
        picture.Commit();
    }

    private static void Paint(RasterFile raster, string target, Stretch? stretch, int side)
    {
        var info = raster.Info;
        var scale = Math.Min(1.0, (double)side / Math.Max(info.Width, info.Height));
        var width = Math.Max(1, (int)Math.Round(info.Width * scale));
        var height = Math.Max(1, (int)Math.Round(info.Height * scale));
        var bands = BandsToShow(info);
        using var writer = new GeoTiffWriter(
            target, new GeoTiffLayout(width, height, bands.Count + 1, PixelType.UInt8, null, null, Compression.None, 1));
        writer.MarkAlpha(bands.Count + 1);

        var values = new double[width * height];
        var shades = new byte[width * height];
        var opaque = new byte[width * height];
        Array.Fill(opaque, byte.MaxValue);
        for (var i = 0; i < bands.Count; i++)
        {
            raster.Read(
                bands[i], new Window(0, 0, info.Width, info.Height), width, height, PixelType.Float64, MemoryMarshal.AsBytes(values.AsSpan()));
            var noData = info.Bands[bands[i] - 1].NoData;
            var shading = stretch ?? Stretch.Default(raster, bands[i]);
            for (var p = 0; p < values.Length; p++)
            {
                var isValid = !double.IsNaN(values[p]) && values[p] != noData;
                shades[p] = isValid ? shading.Grey(values[p]) : (byte)0;
                opaque[p] = isValid ? opaque[p] : (byte)0;
            }

            Put(writer, i + 1, shades);
        }

        Put(writer, bands.Count + 1, opaque);
        writer.Finish();
    }

    private static List<int> BandsToShow(RasterInfo info)
    {
        var colours = new[] { BandColor.Red, BandColor.Green, BandColor.Blue }
            .Select(color => info.Bands.Index().FirstOrDefault(b => b.Item.Color == color, (-1, null!)).Index + 1)
            .ToList();
        return colours.TrueForAll(number => number > 0) ? colours : [1];
    }

    /// <summary>Writes a whole band, which need not be as wide as the file's blocks.</summary>
    private static void Put(GeoTiffWriter writer, int band, byte[] samples)
    {
        var (width, height) = writer.Layout.Block;
        var grid = new WindowGrid(writer.Layout.Width, writer.Layout.Height, width, height);
        var block = new byte[width * height];
        for (var i = 0; i < grid.Count; i++)
        {
            var window = grid[i];
            for (var row = 0; row < window.Height; row++)
            {
                samples.AsSpan(((window.Row + row) * writer.Layout.Width) + window.Column, window.Width).CopyTo(block.AsSpan(row * width));
            }

            writer.Write(band, i % grid.Across, i / grid.Across, block);
        }
    }
}
