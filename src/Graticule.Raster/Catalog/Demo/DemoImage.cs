using Graticule.Raster.Cubes;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;
using Graticule.Raster.Windows;

namespace Graticule.Raster.Catalog.Demo;

/// <summary>Writes images that are computed cell by cell.</summary>
internal static class DemoImage
{
    /// <summary>Writes one band.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="type">Type of the samples.</param>
    /// <param name="noData">Its nodata.</param>
    /// <param name="sample">The whole number at the centre of a cell, given by x and y; called from several threads.</param>
    internal static void Write(string path, Grid grid, PixelType type, double noData, Func<double, double, double> sample) =>
        Write(path, grid, type, noData, 1, (_, x, y) => sample(x, y));

    /// <summary>Writes several bands.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="type">Type of the samples.</param>
    /// <param name="noData">Their nodata.</param>
    /// <param name="bands">How many.</param>
    /// <param name="sample">The whole number of a band, from 0, at the centre of a cell; called from several threads.</param>
    internal static void Write(string path, Grid grid, PixelType type, double noData, int bands, Func<int, double, double, double> sample)
    {
        using var reference = ReferenceSystems.Open(grid.ReferenceSystem!);
        Georeference place = new([grid.Left, grid.StepX, 0, grid.Top, 0, grid.StepY], reference.Wkt());
        using GeoTiffWriter writer = new(path, new(grid.Width, grid.Height, bands, type, noData, place, Compression.Deflate, Threads: 1));
        var (width, height) = writer.Layout.Block;
        WindowGrid blocks = new(grid.Width, grid.Height, width, height);
        Parallel.For(0, blocks.Count * bands, index =>
        {
            var (band, block) = Math.DivRem(index, blocks.Count);
            var window = blocks[block];
            var samples = new byte[width * height * type.Size()];
            var row = new double[window.Width];
            for (var y = 0; y < window.Height; y++)
            {
                for (var x = 0; x < row.Length; x++)
                {
                    row[x] = sample(band, grid.Left + ((window.Column + x + 0.5) * grid.StepX), grid.Top + ((window.Row + y + 0.5) * grid.StepY));
                }

                Samples.Narrow(type, row, samples.AsSpan(y * width * type.Size()));
            }

            writer.Write(band + 1, block % blocks.Across, block / blocks.Across, samples);
        });
        writer.Finish();
    }
}
